import { countDemand, poissonDemand } from '../policy/demand-views.js';
import { idleStock, type IdleStock } from './idle-stock.js';
import { type PlaceStock, proposeTransfers } from './rebalance.js';

/** One part at one place of the own network that a run has planned. */
export interface MovablePlace {
  locationId: string;
  name: string;
  kind: string;
  suppliedFromId: string | null;
  onHand: number;
  reserved: number;
  onOrder: number;
  backordered: number;
  reorderPoint: number;
  orderUpTo: number;
  /** Of the plan, per day. */
  meanPerDay: number;
  deviationPerDay: number;
  /** Lead time and review: until then only what is there or on its way helps. */
  leadDays: number;
  /** With 95 % a year needs not more. */
  yearlyNeed: number;
  daysSinceDemand: number;
}

export interface MoveCosts {
  perTransferMinor: number;
  perPieceMinor: number;
  /** Of a missing piece of this part. */
  shortageMinor: number;
  /** What a piece that is used elsewhere need not be bought for. */
  unitCostMinor: number;
}

/** Pieces that had better lie elsewhere. `rebalance`: shortages are saved; `excess`: they are used where they come from, and need not be bought. */
export interface Move {
  source: 'rebalance' | 'excess';
  fromLocationId: string;
  toLocationId: string;
  quantity: number;
  /** Expected pieces short that are saved; 0 of an excess. */
  savedShortages: number;
  costMinor: number;
  gainMinor: number;
  reason: string;
}

/** A year without demand. */
const deadAfterDays = 365;

/**
 * Moves of one part that pay: first between places with the same supplier, of which nobody gives more than what lies above the own reorder point; then from
 * where pieces lie that nobody will use back to the supplier, as far as that needs them within a year. No place ever gives what it has not, or what is held.
 */
export function planMoves(known: readonly MovablePlace[], costs: MoveCosts): Move[] {
  const places = known.filter(({ kind }) => kind !== 'van'); // a van is filled by its kit
  const byId = new Map(places.map((place) => [place.locationId, place]));
  const lateral = [...peersOf(places).values()].flatMap((peers) => lateralMoves(peers, byId, costs));
  return [...lateral, ...returnsOf(places, byId, lateral, costs)];
}

/** Above both the policy and what a year very likely needs; all above the policy where nothing was wanted for a year. */
export const idleAt = ({ onHand, orderUpTo, yearlyNeed, daysSinceDemand }: IdlePlace): IdleStock =>
  idleStock({
    onHand,
    orderUpTo,
    demand: { mean: yearlyNeed, quantile: () => yearlyNeed, shortage: () => 0 },
    periodsSinceDemand: daysSinceDemand,
    deadAfterPeriods: deadAfterDays,
  });

type IdlePlace = Pick<MovablePlace, 'onHand' | 'orderUpTo' | 'yearlyNeed' | 'daysSinceDemand'>;

export const positionAt = ({ onHand, onOrder, reserved, backordered }: MovablePlace) =>
  onHand + onOrder - reserved - backordered;

/** Pieces that may leave: free, and above the reorder point, so that no order follows to replace them. */
const freeAt = (place: MovablePlace) =>
  Math.max(0, Math.min(place.onHand - place.reserved, positionAt(place) - Math.max(0, place.reorderPoint)));

function peersOf(places: readonly MovablePlace[]): Map<string, MovablePlace[]> {
  const peers = new Map<string, MovablePlace[]>();
  for (const place of places) {
    if (place.suppliedFromId === null) continue;
    const key = `${place.kind} ${place.suppliedFromId}`;
    const list = peers.get(key) ?? [];
    peers.set(key, list);
    list.push(place);
  }
  return peers;
}

type Places = ReadonlyMap<string, MovablePlace>;

function lateralMoves(peers: readonly MovablePlace[], byId: Places, costs: MoveCosts): Move[] {
  const stocks = peers.map((place) => stockOf(place, byId));
  const { perTransferMinor: perTransfer, perPieceMinor: perPiece, shortageMinor: perShortage } = costs;
  return proposeTransfers(stocks, { perTransfer, perPiece, perShortage }).map(
    ({ fromLocationId, toLocationId, quantity, savedShortages, cost, gain }) => ({
      ...({ source: 'rebalance', fromLocationId, toLocationId, quantity } as const),
      savedShortages: figure(savedShortages),
      costMinor: Math.round(cost),
      gainMinor: Math.round(gain),
      reason: lateralReason(byId, fromLocationId, toLocationId, quantity, savedShortages),
    }),
  );
}

function stockOf(place: MovablePlace, byId: Places): PlaceStock {
  const { locationId, meanPerDay, deviationPerDay } = place;
  const available = freeAt(place);
  const days = daysUntilHelp(place, byId);
  const mean = meanPerDay * days;
  const variance = Math.min(mean * largestDispersion, Math.max(mean, deviationPerDay ** 2 * days));
  const demand = mean > negligible ? countDemand(mean, variance) : poissonDemand(0);
  return { locationId, available, expected: positionAt(place) - available, demand };
}

/** A mean below this is none, and a variance above so many means says no more than one of so many: the distributions have bounds. */
const negligible = 1e-9;
const largestDispersion = 1e6;
const longestChain = 8;

/** Until what is ordered now can be there: a supplier that has nothing must first get it itself. */
function daysUntilHelp(place: MovablePlace, byId: Places): number {
  let days = place.leadDays;
  let supplier = place.suppliedFromId === null ? undefined : byId.get(place.suppliedFromId);
  for (let height = 0; supplier && supplier.onHand - supplier.reserved < 1 && height < longestChain; height += 1) {
    days += supplier.leadDays;
    supplier = supplier.suppliedFromId === null ? undefined : byId.get(supplier.suppliedFromId);
  }
  return days;
}

function lateralReason(byId: Places, fromId: string, toId: string, quantity: number, saved: number): string {
  const [from, to] = [byId.get(fromId), byId.get(toId)];
  if (!from || !to) return '';
  const days = daysUntilHelp(to, byId);
  return `${to.name} has and expects ${positionAt(to)} for a need of ${figure(to.meanPerDay * days)} in ${figure(days)} days, ${from.name} has ${freeAt(from)} to spare: ${quantity} save ${figure(saved)} pieces short`;
}

function returnsOf(places: readonly MovablePlace[], byId: Places, lateral: readonly Move[], costs: MoveCosts): Move[] {
  const wanted = new Map(places.map((place) => [place.locationId, stillUseful(place)]));
  const returns: Move[] = [];
  for (const place of places) {
    const supplier = place.suppliedFromId === null ? undefined : byId.get(place.suppliedFromId);
    const idle = idleAt(place);
    if (!supplier || supplier === place || idle.excess <= 0) continue;
    const sent = lateral.reduce((sum, move) => sum + (move.fromLocationId === place.locationId ? move.quantity : 0), 0);
    const useful = wanted.get(supplier.locationId) ?? 0;
    const quantity = Math.floor(Math.min(idle.excess - sent, freeAt(place) - sent, useful));
    const cost = costs.perTransferMinor + quantity * costs.perPieceMinor;
    const gain = quantity * costs.unitCostMinor - cost;
    if (!(quantity >= 1 && gain > 0)) continue;
    wanted.set(supplier.locationId, useful - quantity);
    returns.push({
      ...({ source: 'excess', fromLocationId: place.locationId, toLocationId: supplier.locationId, quantity } as const),
      ...{ savedShortages: 0, costMinor: Math.round(cost), gainMinor: Math.round(gain) },
      reason: `${place.name} has ${idle.excess} pieces too many (${inWords(idle.reason, place)}), ${supplier.name} needs ${quantity} of them within a year and need not buy them`,
    });
  }
  return returns;
}

/** Pieces that a supplier uses within a year beyond what it has and expects. */
const stillUseful = (place: MovablePlace) =>
  Math.max(0, Math.max(place.orderUpTo, place.yearlyNeed) - Math.max(0, positionAt(place)));

function inWords(reason: IdleStock['reason'], { daysSinceDemand, orderUpTo, yearlyNeed }: MovablePlace): string {
  return reason === 'more-than-will-be-used'
    ? `kept up to ${orderUpTo}, a year needs at most ${yearlyNeed}`
    : `not wanted for ${daysSinceDemand} days`;
}

const figure = (value: number) => Number(value.toPrecision(3));
