import type { LabCurve, LabPoint } from './queries.js';

/** Places on an exchange curve: 2 is its third point, 2.5 half way to the fourth. Between points values lie on the line that joins them. */

type Points = readonly LabPoint[];

/** Places between two points that a slider can stand at. */
export const stepsBetween = 10;
/** What is planned for where nobody has said anything else. */
const usualShare = 0.95;

const between = (from: number, to: number, part: number) => from + (to - from) * part;

/** What lies at a place of the curve; undefined on an empty one. */
export function pointAt(points: Points, place: number): LabPoint | undefined {
  const within = Math.max(0, Math.min(points.length - 1, place));
  const [one, next] = [points[Math.floor(within)], points[Math.ceil(within)]];
  if (!one || !next) return undefined;
  const part = within - Math.floor(within);
  return {
    plannedShare: between(one.plannedShare, next.plannedShare, part),
    deliveredShare: between(one.deliveredShare, next.deliveredShare, part),
    linesInFullShare: between(one.linesInFullShare, next.linesInFullShare, part),
    wantedPieces: one.wantedPieces,
    piecesShort: between(one.piecesShort, next.piecesShort, part),
    onHand: between(one.onHand, next.onHand, part),
    stockValueMinor: between(one.stockValueMinor, next.stockValueMinor, part),
  };
}

/** Where a planned share stands on the curve. */
export function placeOfShare(points: Points, plannedShare: number): number {
  const after = points.findIndex((point) => point.plannedShare >= plannedShare);
  if (after < 0) return Math.max(0, points.length - 1);
  const [before, next] = [points[after - 1], points[after]];
  if (!before || !next) return after;
  return after - 1 + (plannedShare - before.plannedShare) / (next.plannedShare - before.plannedShare);
}

/** The point that is planned nearest to 95 %. */
export function usualPlace(points: Points): number {
  let [best, nearest] = [0, Infinity];
  for (const [place, { plannedShare }] of points.entries()) {
    const distance = Math.abs(plannedShare - usualShare);
    if (distance < nearest) [best, nearest] = [place, distance];
  }
  return best;
}

const placesWhere = (points: Points, holds: (point: LabPoint) => boolean): number[] =>
  points.flatMap((point, place) => (holds(point) ? [place] : []));

/** Between which points, and where, the curve passes a value. */
function crossings(points: Points, valueOf: (point: LabPoint) => number, value: number): number[] {
  const found: number[] = [];
  for (let place = 0; place + 1 < points.length; place += 1) {
    const [one, next] = [points[place], points[place + 1]];
    if (!one || !next) continue;
    const [from, to] = [valueOf(one), valueOf(next)];
    if ((from - value) * (to - value) < 0) found.push(place + (value - from) / (to - from));
  }
  return found;
}

/** The least stock, at cost, with which a curve delivers at least this share; undefined if it never does. */
export function leastFor(points: Points, deliveredShare: number): LabPoint | undefined {
  const places = [
    ...placesWhere(points, (point) => point.deliveredShare >= deliveredShare),
    ...crossings(points, (point) => point.deliveredShare, deliveredShare),
  ];
  return places
    .map((place) => pointAt(points, place))
    .filter((point) => point !== undefined)
    .toSorted((one, other) => one.stockValueMinor - other.stockValueMinor)[0];
}

/** The largest share that a curve delivers with at most this stock, at cost; undefined if even its least needs more. */
export function mostFor(points: Points, stockValueMinor: number): LabPoint | undefined {
  const places = [
    ...placesWhere(points, (point) => point.stockValueMinor <= stockValueMinor),
    ...crossings(points, (point) => point.stockValueMinor, stockValueMinor),
  ];
  return places
    .map((place) => pointAt(points, place))
    .filter((point) => point !== undefined)
    .toSorted((one, other) => other.deliveredShare - one.deliveredShare)[0];
}

export interface Change {
  stockValueMinor: number;
  /** Fewer than before is negative. */
  piecesShort: number;
  deliveredShare: number;
  /** What a piece that is no longer short costs on the shelf; undefined where it is not more stock for more service. */
  perPieceMinor: number | undefined;
}

/** What changes from one point to the other. */
export function changeBetween(from: LabPoint, to: LabPoint): Change {
  const stockValueMinor = to.stockValueMinor - from.stockValueMinor;
  const piecesShort = to.piecesShort - from.piecesShort;
  const isExchange = stockValueMinor * piecesShort < 0;
  return {
    stockValueMinor,
    piecesShort,
    deliveredShare: to.deliveredShare - from.deliveredShare,
    perPieceMinor: isExchange ? -stockValueMinor / piecesShort : undefined,
  };
}

/** The place of a curve that is nearest to this stock value. */
export function placeNear(points: Points, stockValueMinor: number): number {
  const count = Math.max(0, points.length - 1) * stepsBetween;
  let [best, nearest] = [0, Infinity];
  for (let step = 0; step <= count; step += 1) {
    const distance = Math.abs((pointAt(points, step / stepsBetween)?.stockValueMinor ?? 0) - stockValueMinor);
    if (distance < nearest) [best, nearest] = [step / stepsBetween, distance];
  }
  return best;
}

/** Whether anything was wanted in the time that was rehearsed: only then does a curve say something. */
export const saysSomething = ({ points }: LabCurve) => points.some(({ wantedPieces }) => wantedPieces > 0);
