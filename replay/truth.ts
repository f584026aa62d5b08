import type { CategoryFault } from '../apps/standalone/src/demo/world/catalogue/catalogue.js';
import { createParts } from '../apps/standalone/src/demo/world/catalogue/parts.js';
import { drawParts, partsByFault } from '../apps/standalone/src/demo/world/history.js';
import { randomFor } from '../apps/standalone/src/demo/world/random.js';
import { drawFault } from '../apps/standalone/src/demo/world/truth.js';
import type { RepairRecord } from './records.js';

/** What is really wrong. Callout does not know it; a technician on the spot finds out. */
export interface HiddenTruth {
  fault: CategoryFault;
  /** The lowest level that mends it. */
  level: number;
  partIds: string[];
  repairable: boolean;
  /** How long the work takes somebody who can do it. */
  workMinutes: number;
}

/**
 * Draws the truth of a record once, by seed: from its category and words with the fault tables that the demo's history was made of, and from its
 * status. What ended its life in the repair café cannot be mended here either.
 */
export function truthTeller(seed: number, demoSeed: number): (record: RepairRecord) => HiddenTruth {
  const partOf = partsByFault(createParts(demoSeed));
  return ({ id, categoryCode, problem, status }) => {
    const random = randomFor(seed, 'truth', id);
    const fault = drawFault(random, categoryCode, problem);
    return {
      fault,
      level: fault.level,
      partIds: drawParts(random, fault, partOf),
      repairable: status.toLowerCase() !== 'end of life',
      workMinutes: Math.max(10, Math.round(fault.minutes * (0.6 + 0.6 * random.real()))),
    };
  };
}
