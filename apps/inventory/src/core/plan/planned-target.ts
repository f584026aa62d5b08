import { calibrateTarget } from '../policy/calibrate.js';
import type { Calibration } from './rehearse.js';

/** What is planned for so that a promise is delivered, and what that was learnt from. */
export interface PlannedTarget {
  /** Fill rate to steer to. */
  plannedShare: number;
  /** What plans for the promise itself delivered in the rehearsals. */
  rehearsedShare: number;
  /** Pieces wanted in the rehearsals. */
  pieces: number;
  /** Days that they cover. */
  days: number;
}

/** Some quiet weeks do not prove that none other comes: the plan goes below the promise by at most so much on the logit scale (95 % → 87.5 %). */
const mostBelow = 1;

/** The planned share for a promise; undefined where nothing was wanted in the rehearsals. */
export function plannedTarget(promise: number, calibration: Calibration | undefined): PlannedTarget | undefined {
  if (!calibration || !(promise > 0) || !calibration.rehearsals.some(({ service }) => service.wanted > 0))
    return undefined;
  const known = found.get(calibration) ?? new Map<number, PlannedTarget>();
  found.set(calibration, known);
  const target = known.get(promise) ?? targetOf(promise, calibration);
  known.set(promise, target);
  return target;
}

/** A category has few promises, and thousands of item-locations. */
const found = new WeakMap<Calibration, Map<number, PlannedTarget>>();

function targetOf(promise: number, calibration: Calibration): PlannedTarget {
  const { rehearsals, decisions, stepDays } = calibration;
  // Half a piece more on either side: nothing missed among 20 pieces is not 100 %.
  const counted = rehearsals.map(({ internal, service }) => ({
    internal,
    service: { ...service, wanted: service.wanted + 1, servedAtOnce: service.servedAtOnce + 0.5 },
  }));
  const { internal, deliveredUncalibrated } = calibrateTarget(promise, counted, decisions);
  return {
    plannedShare: Math.max(internal, unlogit(logit(promise) - mostBelow)),
    rehearsedShare: deliveredUncalibrated,
    pieces: rehearsals[0]?.service.wanted ?? 0,
    days: decisions * stepDays,
  };
}

const logit = (share: number) => Math.log(share / (1 - share));
const unlogit = (value: number) => 1 / (1 + Math.exp(-value));
