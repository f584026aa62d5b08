import { deliveredFill, type SimulatedService } from './simulate.js';

/** What the policy would have delivered in the past if it had been steered to `internal` instead of the promise. */
export interface Rehearsal {
  internal: number;
  service: SimulatedService;
}

export interface CalibratedTarget {
  /** What to steer to so that the promise is delivered. */
  internal: number;
  /** What steering to the promise itself delivered. */
  deliveredUncalibrated: number;
  /** Pieces that it was learnt from. */
  pieces: number;
}

/** The found target counts against the promise as the rehearsed pieces against so many … */
const priorPieces = 40;
/** … and as the rehearsed periods against so many: all items of a group share good and bad months, so more items do not make it surer. */
const priorPeriods = 6;
/** Periods of the past that rehearsals should count: older ones were planned from less and say little about now. */
export const rehearsedPeriods = 9;
const [least, most] = [0.02, 0.9995];

/**
 * The internal fill rate at which rehearsals on past periods delivered the promise: a forecast that misses by a little misses its fill rate by much, so
 * the promise is measured, not believed. Interpolates between rehearsals (ascending) on the logit scale, pulled towards the promise where few pieces
 * were wanted. `periods` is how many periods were counted. Everything in `rehearsals` must have been decided from what was known before each past period.
 */
export function calibrateTarget(promise: number, rehearsals: readonly Rehearsal[], periods: number): CalibratedTarget {
  const points = rehearsals.map(({ internal, service }) => ({ x: logit(deliveredFill(service)), y: logit(internal) }));
  const pieces = rehearsals[0]?.service.wanted ?? 0;
  const deliveredUncalibrated =
    points.length === 0
      ? promise
      : unlogit(
          at(
            points.map(({ x, y }) => ({ x: y, y: x })),
            logit(promise),
          ),
        );
  const found = points.length === 0 ? logit(promise) : at(points, logit(promise));
  const trust = (pieces / (pieces + priorPieces)) * (periods / (periods + priorPeriods));
  return { internal: clamp(unlogit(trust * found + (1 - trust) * logit(promise))), deliveredUncalibrated, pieces };
}

/** Piecewise linear through the points, ascending in x; beyond the ends with slope 1. */
function at(points: readonly { x: number; y: number }[], x: number): number {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return x;
  if (x <= first.x) return first.y + (x - first.x);
  if (x >= last.x) return last.y + (x - last.x);
  const above = points.findIndex((point) => point.x >= x);
  const [low, high] = [points[above - 1] ?? first, points[above] ?? last];
  return high.x === low.x ? high.y : low.y + ((x - low.x) / (high.x - low.x)) * (high.y - low.y);
}

const clamp = (share: number) => Math.min(most, Math.max(least, share));
const logit = (share: number) => Math.log(clamp(share) / (1 - clamp(share)));
const unlogit = (value: number) => 1 / (1 + Math.exp(-value));
