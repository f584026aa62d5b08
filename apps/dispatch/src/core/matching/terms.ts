import type { Priority } from '#common/events/lists.js';
import { dayMs, minuteMs } from '../time/zones.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import type { Slot, SlotCost } from './slot.js';
import type { World } from './world.js';

/**
 * One reason for or against a candidate. All costs are minutes: how many minutes of a technician's time one would give to have the value at
 * its best. The score is minus their sum.
 */
export interface Term {
  term: TermName;
  value: number;
  unit: 'minutes' | 'kilometres' | 'chance' | 'points' | 'orders' | 'visits';
  costMinutes: number;
}

export const termNames = [
  'travel',
  'wait',
  'lateness',
  'outside-window',
  'skill-margin',
  'scarce-skill',
  'parts-at-hand',
  'site-score',
  'load',
  'continuity',
  'cost',
] as const;
export type TermName = (typeof termNames)[number];

/** What a term is reckoned from. */
export interface Considered {
  order: OrderToMatch;
  world: World;
  site: NetworkSite;
  technician: NetworkTechnician;
  slot: Slot;
  windowMissed: boolean;
  nowMs: number;
}

const latenessWeight: Record<Priority, number> = { low: 0.1, normal: 0.25, high: 0.5, urgent: 1 };
/** A visit that must be repeated costs the customer another day and the site another trip. */
const secondVisitMinutes = 240;
const waitWeight = 0.05;
const kilometreMinutes = 0.3;

const reckon: Record<TermName, (considered: Considered) => Omit<Term, 'term'>> = {
  travel: ({ slot }) => minutes(slot.trip.seconds / 60, 1),
  wait: ({ slot, nowMs }) => minutes((slot.finishMs - nowMs) / minuteMs, waitWeight),
  lateness: ({ order, slot }) =>
    minutes(Math.max(0, slot.finishMs - order.dueBy.getTime()) / minuteMs, latenessWeight[order.priority]),
  'outside-window': ({ windowMissed }) => ({
    value: windowMissed ? 1 : 0,
    unit: 'visits',
    costMinutes: windowMissed ? 180 : 0,
  }),
  'skill-margin': ({ order, technician }) => {
    const chance = levelTooLowChance(levelOf(order, technician) - order.requiredLevel);
    return { value: chance, unit: 'chance', costMinutes: chance * secondVisitMinutes };
  },
  'scarce-skill': scarceSkill,
  'parts-at-hand': (considered) => {
    const chance = chanceOfMissingPart(considered);
    return { value: chance, unit: 'chance', costMinutes: chance * secondVisitMinutes };
  },
  'site-score': ({ site }) => ({ value: site.score, unit: 'points', costMinutes: (100 - site.score) * 0.6 }),
  load: ({ world, technician, nowMs }) => minutes(bookedMinutes(world, technician.id, nowMs), 0.03),
  continuity,
  cost: ({ slot }) => ({
    value: slot.trip.metres / 1000,
    unit: 'kilometres',
    costMinutes: (slot.trip.metres / 1000) * kilometreMinutes,
  }),
};

/** What a slot alone costs: the terms that depend on when and from where somebody comes. */
export function slotCost({ dueBy, priority }: Pick<OrderToMatch, 'dueBy' | 'priority'>, nowMs: number): SlotCost {
  const later = (finishMs: number) =>
    ((finishMs - nowMs) / minuteMs) * waitWeight +
    (Math.max(0, finishMs - dueBy.getTime()) / minuteMs) * latenessWeight[priority];
  return {
    of: ({ finishMs, trip }) => later(finishMs) + trip.seconds / 60 + (trip.metres / 1000) * kilometreMinutes,
    atLeast: later,
  };
}

/** All terms of a candidate, in the order of `termNames`. */
export function termsOf(considered: Considered): Term[] {
  return termNames.map((term) => {
    const { value, unit, costMinutes } = reckon[term](considered);
    return { term, value: rounded(value), unit, costMinutes: rounded(costMinutes) };
  });
}

export const scoreOf = (terms: readonly Term[]): number =>
  rounded(-terms.reduce((sum, { costMinutes }) => sum + costMinutes, 0));

const rounded = (value: number) => Math.round(value * 1000) / 1000;
const minutes = (value: number, weight: number) => ({ value, unit: 'minutes' as const, costMinutes: value * weight });

export const levelOf = ({ skill }: Pick<OrderToMatch, 'skill'>, { skills }: Pick<NetworkTechnician, 'skills'>) =>
  skills.get(skill) ?? 0;

/** The level needed is a guess made at the desk: every level above it makes a second visit less likely. */
const levelTooLowChance = (margin: number) => 0.2 * 0.4 ** Math.max(0, margin);

/** Charged only where another order waits for somebody of a level that this one does not need. */
function scarceSkill({ order, world, technician }: Considered): Omit<Term, 'term'> {
  const level = levelOf(order, technician);
  let competing = 0;
  for (const [needed, orders] of world.competing)
    if (needed > order.requiredLevel && needed <= level) competing += orders;
  return { value: competing, unit: 'orders', costMinutes: Math.min(competing, 10) * 12 };
}

/** The chance that at least one likely part is neither in the van nor at the site. */
function chanceOfMissingPart({ order, world, site, technician }: Considered): number {
  let allThere = 1;
  for (const { partId, quantity, probability } of order.likelyParts) {
    const there =
      (world.partsAt.get(`${partId}/${technician.id}`) ?? 0) + (world.partsAt.get(`${partId}/${site.id}`) ?? 0);
    if (there < quantity) allThere *= 1 - probability;
  }
  return 1 - allThere;
}

function bookedMinutes(world: World, technicianId: string, nowMs: number): number {
  let sum = 0;
  for (const { startMs, finishMs } of world.booked.get(technicianId) ?? []) {
    if (startMs < nowMs + 7 * dayMs) sum += (finishMs - startMs) / minuteMs;
  }
  return sum;
}

function continuity({ order, technician }: Considered): Omit<Term, 'term'> {
  const value =
    order.preferredTechnicianId === technician.id ? -1 : order.avoidedTechnicianId === technician.id ? 1 : 0;
  return { value, unit: 'visits', costMinutes: value < 0 ? -45 : value * 90 };
}
