import type { Priority } from '#common/events/lists.js';
import { answerMinutes, minutesLost } from '../offers/offer-deadline.js';
import { dayMs, minuteMs } from '../time/zones.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import type { Slot, SlotCost } from './slot.js';
import type { Booked, World } from './world.js';

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

/** What the terms that do not depend on the slot are reckoned from. */
export interface Person {
  order: OrderToMatch;
  world: World;
  site: NetworkSite;
  technician: NetworkTechnician;
  /** Of the technician, by start. */
  booked: readonly Booked[];
  nowMs: number;
}

/** What a term is reckoned from. */
export interface Considered extends Person {
  slot: Slot;
  windowMissed: boolean;
}

const latenessWeight: Record<Priority, number> = { low: 0.1, normal: 0.25, high: 0.5, urgent: 1 };
/** A visit that must be repeated costs the customer another day and the site another trip. */
const secondVisitMinutes = 240;
const waitWeight = 0.05;
const kilometreMinutes = 0.3;

/** How a term is valued, and what a value costs. */
interface Reckoning<From> {
  unit: Term['unit'];
  value: (from: From) => number;
  /** In minutes. */
  cost: (value: number, from: From) => number;
}

const times = (weight: number) => (value: number) => value * weight;

const ofSlot = {
  travel: { unit: 'minutes', value: ({ slot }) => slot.trip.seconds / 60, cost: times(1) },
  wait: { unit: 'minutes', value: ({ slot, nowMs }) => (slot.finishMs - nowMs) / minuteMs, cost: times(waitWeight) },
  lateness: {
    unit: 'minutes',
    value: ({ order, slot }) => Math.max(0, slot.finishMs - order.dueBy.getTime()) / minuteMs,
    cost: (value, { order }) => value * latenessWeight[order.priority],
  },
  'outside-window': { unit: 'visits', value: ({ windowMissed }) => (windowMissed ? 1 : 0), cost: times(180) },
  cost: { unit: 'kilometres', value: ({ slot }) => slot.trip.metres / 1000, cost: times(kilometreMinutes) },
} satisfies Partial<Record<TermName, Reckoning<Considered>>>;

/** The same for all people of a site. */
const ofSite = {
  'site-score': { unit: 'points', value: ({ site }) => site.score, cost: (value) => (100 - value) * 0.6 },
  acceptance: { unit: 'minutes', value: lostToRefusals, cost: times(1) },
} satisfies Partial<Record<TermName, Reckoning<Person>>>;

/** The same for all who hold the order's skill at the same level. */
const ofLevel = {
  'skill-margin': {
    unit: 'chance',
    value: ({ order, technician }) => levelTooLowChance(levelOf(order, technician) - order.requiredLevel),
    cost: times(secondVisitMinutes),
  },
  'scarce-skill': { unit: 'orders', value: competingOrders, cost: (value) => Math.min(value, 10) * 12 },
} satisfies Partial<Record<TermName, Reckoning<Person>>>;

const ofPerson = {
  'parts-at-hand': { unit: 'chance', value: chanceOfMissingPart, cost: times(secondVisitMinutes) },
  load: {
    unit: 'minutes',
    value: bookedMinutes,
    cost: times(0.03),
  },
  continuity: { unit: 'visits', value: continuity, cost: (value) => (value < 0 ? -45 : value * 90) },
} satisfies Partial<Record<TermName, Reckoning<Person>>>;

const reckon: Record<TermName, Reckoning<Considered>> = { ...ofSlot, ...ofSite, ...ofLevel, ...ofPerson };

/** What a slot alone costs: the terms that depend on when and from where somebody comes. */
export function slotCost({ dueBy, priority }: Pick<OrderToMatch, 'dueBy' | 'priority'>, nowMs: number): SlotCost {
  const dueMs = dueBy.getTime();
  const lateWeight = latenessWeight[priority];
  const later = (finishMs: number) =>
    ((finishMs - nowMs) * waitWeight + Math.max(0, finishMs - dueMs) * lateWeight) / minuteMs;
  return {
    of: (finishMs, trip) => later(finishMs) + trip.seconds / 60 + (trip.metres / 1000) * kilometreMinutes,
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

/** Adds up what some terms cost. */
function sumOf<From>(reckonings: readonly Reckoning<From>[]): (from: From) => number {
  return (from) => {
    let sum = 0;
    for (const { value, cost } of reckonings) sum += rounded(cost(value(from), from));
    return sum;
  };
}

/** What the terms of each kind cost together; all four are what `termsOf` adds up to. */
export const costOf = {
  slot: sumOf<Considered>(Object.values(ofSlot)),
  site: sumOf<Person>(Object.values(ofSite)),
  level: sumOf<Person>(Object.values(ofLevel)),
  person: sumOf<Person>(Object.values(ofPerson)),
};

/** The score of somebody whose terms cost so much together. Costs have three decimals: in which order they were added does not show. */
export const scoreOf = (costMinutes: number) => rounded(-costMinutes);

const rounded = (value: number) => Math.round(value * 1000) / 1000;

export const levelOf = ({ skill }: Pick<OrderToMatch, 'skill'>, { skills }: Pick<NetworkTechnician, 'skills'>) =>
  skills.get(skill) ?? 0;

/** The level needed is a guess made at the desk: every level above it makes a second visit less likely. */
const levelTooLowChance = (margin: number) => 0.2 * 0.4 ** Math.max(0, margin);

/** Charged only where another order waits for somebody of a level that this one does not need. */
function competingOrders({ order, world, technician }: Person): number {
  const level = levelOf(order, technician);
  let competing = 0;
  for (const [needed, orders] of world.competing)
    if (needed > order.requiredLevel && needed <= level) competing += orders;
  return competing;
}

/** The chance that at least one likely part is neither in the van nor at the site. */
function chanceOfMissingPart({ order, world, site, technician }: Person): number {
  if (order.likelyParts.length === 0) return 0;
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
function lostToRefusals({ order, world, site }: Person): number {
  if (!needsOffer(order, site)) return 0;
  return minutesLost(site.answering, answerMinutes(order, site.answering, world.offerMinutes));
}

function bookedMinutes({ booked, nowMs }: Person): number {
  let sum = 0;
  for (const { startMs, finishMs } of booked) {
    if (startMs < nowMs + 7 * dayMs) sum += (finishMs - startMs) / minuteMs;
  }
  return sum;
}

function continuity({ order, technician }: Person): number {
  return order.preferredTechnicianId === technician.id ? -1 : order.avoidedTechnicianId === technician.id ? 1 : 0;
}
