import type { HiddenTruth } from '../truth.js';
import { type VisitLuck, mandatorySteps } from './site-habits.js';

/** A line of what inventory holds for an order. */
export interface HeldLine {
  partId: string;
  wantedPartId?: string;
  quantity: number;
  state: string;
  locationId?: string;
  availableAt?: string;
}

/** What the technician reports at the end. */
export interface WorkReport {
  outcome: 'repaired' | 'part_missing' | 'level_too_low' | 'beyond_repair' | 'no_access';
  minutes: number;
  body: Record<string, unknown>;
}

export interface Visitor {
  siteId: string;
  technicianId: string;
  /** In the skill that the product asks for; 0 without it. */
  level: number;
}

/**
 * What comes of a visit: the fault, the level and the parts decide, not Callout. It succeeds only if whoever came has the level and if what
 * inventory holds for the order is at the site or in the van.
 */
export function work(
  truth: HiddenTruth,
  visitor: Visitor,
  lines: readonly HeldLine[],
  luck: VisitLuck,
  now: number,
): WorkReport {
  const held = lines.filter((line) => isAtHand(line, visitor, now));
  const none = { partsUsed: [], partsUnused: quantities(held) };
  if (luck.noAccess) return report('no_access', 10, none);
  if (visitor.level < truth.level)
    return report('level_too_low', 25, { ...none, ...seen(truth), levelNeeded: truth.level });
  if (!truth.repairable) return report('beyond_repair', 30, { ...none, ...seen(truth), ...done(luck) });
  const isMissing = (part: string) => !held.some((line) => serves(line, part));
  if (truth.partIds.some(isMissing)) return report('part_missing', 25, { ...seen(truth), ...wanted(truth, held) });
  const used = held.filter((line) => truth.partIds.some((part) => serves(line, part)));
  return report('repaired', truth.workMinutes, {
    partsUsed: quantities(used),
    partsUnused: quantities(held.filter((line) => !used.includes(line))),
    ...seen(truth),
    causeCode: 'wear',
    remedyCode: truth.fault.remedy,
    ...done(luck),
  });
}

const report = (outcome: WorkReport['outcome'], minutes: number, body: Record<string, unknown>): WorkReport => ({
  outcome,
  minutes,
  body: { outcome, ...body },
});

/** The next visit needs all of its parts, also those that are here now; the rest goes back. */
const wanted = ({ partIds }: HiddenTruth, held: readonly HeldLine[]) => ({
  partsUsed: [],
  partsUnused: quantities(held.filter((line) => !partIds.some((part) => serves(line, part)))),
  partsMissing: partIds.map((partId) => ({ partId, quantity: 1 })),
});

const seen = ({ fault }: HiddenTruth) => ({ symptomCode: fault.symptom, faultCode: fault.code });

const done = ({ stepsDone }: VisitLuck) => ({
  steps: mandatorySteps.map((code, index) => ({ code, done: index < stepsDone })),
});

const serves = (line: HeldLine, part: string) => line.partId === part || line.wantedPartId === part;

function isAtHand(
  { state, locationId, availableAt }: HeldLine,
  { siteId, technicianId }: Visitor,
  now: number,
): boolean {
  const isThere = locationId === siteId || locationId === technicianId;
  return state === 'held' && isThere && (availableAt === undefined || Date.parse(availableAt) <= now);
}

/** One line per part, whatever number of lines hold it. */
function quantities(lines: readonly HeldLine[]): { partId: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { partId, quantity } of lines) sums.set(partId, (sums.get(partId) ?? 0) + quantity);
  return [...sums].map(([partId, quantity]) => ({ partId, quantity }));
}
