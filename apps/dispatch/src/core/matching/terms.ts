import type { Priority } from '#common/events/lists.js';
import { answerMinutes, minutesLost } from '../offers/offer-deadline.js';
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
  'acceptance',
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

/** How a term is valued, and what a value costs. */
interface Reckoning {
  unit: Term['unit'];
  value: (considered: Considered) => number;
  /** In minutes. */
  cost: (value: number, considered: Considered) => number;
}

const times = (weight: number) => (value: number) => value * weight;

const reckon: Record<TermName, Reckoning> = {
  travel: { unit: 'minutes', value: ({ slot }) => slot.trip.seconds / 60, cost: times(1) },
  wait: { unit: 'minutes', value: ({ slot, nowMs }) => (slot.finishMs - nowMs) / minuteMs, cost: times(waitWeight) },
  lateness: {
    unit: 'minutes',
    value: ({ order, slot }) => Math.max(0, slot.finishMs - order.dueBy.getTime()) / minuteMs,
    cost: (value, { order }) => value * latenessWeight[order.priority],
  },
  'outside-window': { unit: 'visits', value: ({ windowMissed }) => (windowMissed ? 1 : 0), cost: times(180) },
  'skill-margin': {
    unit: 'chance',
    value: ({ order, technician }) => levelTooLowChance(levelOf(order, technician) - order.requiredLevel),
    cost: times(secondVisitMinutes),
  },
  'scarce-skill': { unit: 'orders', value: competingOrders, cost: (value) => Math.min(value, 10) * 12 },
  'parts-at-hand': { unit: 'chance', value: chanceOfMissingPart, cost: times(secondVisitMinutes) },
  'site-score': { unit: 'points', value: ({ site }) => site.score, cost: (value) => (100 - value) * 0.6 },
  acceptance: { unit: 'minutes', value: lostToRefusals, cost: times(1) },
  load: {
    unit: 'minutes',
    value: ({ world, technician, nowMs }) => bookedMinutes(world, technician.id, nowMs),
    cost: times(0.03),
  },
  continuity: { unit: 'visits', value: continuity, cost: (value) => (value < 0 ? -45 : value * 90) },
  cost: { unit: 'kilometres', value: ({ slot }) => slot.trip.metres / 1000, cost: times(kilometreMinutes) },
};

/** What a slot alone costs: the terms that depend on when and from where somebody comes. */
export function slotCost({ dueBy, priority }: Pick<OrderToMatch, 'dueBy' | 'priority'>, nowMs: number): SlotCost {
  const dueMs = dueBy.getTime();
  const lateWeight = latenessWeight[priority];
  const later = (finishMs: number) =>
    ((finishMs - nowMs) * waitWeight + Math.max(0, finishMs - dueMs) * lateWeight) / minuteMs;
  return {
    of: ({ finishMs, trip }) => later(finishMs) + trip.seconds / 60 + (trip.metres / 1000) * kilometreMinutes,
    atLeast: later,
  };
}

/** All terms of a candidate, in the order of `termNames`. */
export function termsOf(considered: Considered): Term[] {
  return termNames.map((term) => {
    const { unit, value, cost } = reckon[term];
    const found = value(considered);
    return { term, value: rounded(found), unit, costMinutes: rounded(cost(found, considered)) };
  });
}

/** Minus the sum of what the terms cost: the same number that `termsOf` would add up to, without making them. */
export function scoreOf(considered: Considered): number {
  let sum = 0;
  for (const term of termNames) {
    const { value, cost } = reckon[term];
    sum += rounded(cost(value(considered), considered));
  }
  return rounded(-sum);
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

export const levelOf = ({ skill }: Pick<OrderToMatch, 'skill'>, { skills }: Pick<NetworkTechnician, 'skills'>) =>
  skills.get(skill) ?? 0;

/** The level needed is a guess made at the desk: every level above it makes a second visit less likely. */
const levelTooLowChance = (margin: number) => 0.2 * 0.4 ** Math.max(0, margin);

/** Charged only where another order waits for somebody of a level that this one does not need. */
function competingOrders({ order, world, technician }: Considered): number {
  const level = levelOf(order, technician);
  let competing = 0;
  for (const [needed, orders] of world.competing)
    if (needed > order.requiredLevel && needed <= level) competing += orders;
  return competing;
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

/** Own people are booked, and so are those of a site that has the order already. */
export const needsOffer = ({ keptSiteId }: Pick<OrderToMatch, 'keptSiteId'>, { kind }: Pick<NetworkSite, 'kind'>) =>
  kind === 'franchised' && keptSiteId === null;

/** Depends on the site alone: it never ranks one of its people over another. */
function lostToRefusals({ order, world, site }: Considered): number {
  if (!needsOffer(order, site)) return 0;
  return minutesLost(site.answering, answerMinutes(order, site.answering, world.offerMinutes));
}

function bookedMinutes(world: World, technicianId: string, nowMs: number): number {
  let sum = 0;
  for (const { startMs, finishMs } of world.booked.get(technicianId) ?? []) {
    if (startMs < nowMs + 7 * dayMs) sum += (finishMs - startMs) / minuteMs;
  }
  return sum;
}

function continuity({ order, technician }: Considered): number {
  return order.preferredTechnicianId === technician.id ? -1 : order.avoidedTechnicianId === technician.id ? 1 : 0;
}
