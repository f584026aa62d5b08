import { answerMinutes, minutesLost } from '../offers/offer-deadline.js';
import { dayMs, minuteMs } from '../time/zones.js';
import { perTime } from './booked-times.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import type { Slot } from './slot.js';
import { kilometreMinutes, latenessWeight, waitWeight } from './slot-cost.js';
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

/** What the terms that do not depend on the slot are reckoned from. */
export interface Person {
  order: OrderToMatch;
  world: World;
  site: NetworkSite;
  technician: NetworkTechnician;
  /** Of the technician in `world.booked`. */
  row: number;
  nowMs: number;
}

/** What a term is reckoned from. */
export interface Considered extends Person {
  slot: Slot;
  windowMissed: boolean;
}

/** A visit that must be repeated costs the customer another day and the site another trip. */
const secondVisitMinutes = 240;

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

/** All terms of a candidate, in the order of `termNames`. */
export function termsOf(considered: Considered): Term[] {
  return termNames.map((term) => {
    const { unit, value, cost } = reckon[term];
    const found = value(considered);
    return { term, value: rounded(found), unit, costMinutes: rounded(cost(found, considered)) };
  });
}

const costOfTerm = <From>({ value, cost }: Reckoning<From>, from: From): number => rounded(cost(value(from), from));

/** What the terms of each kind cost together; all four are what `termsOf` adds up to. Written out, for it is asked of everybody at every ranking. */
export const costOf = {
  slot: (one: Considered): number =>
    costOfTerm(ofSlot.travel, one) +
    costOfTerm(ofSlot.wait, one) +
    costOfTerm(ofSlot.lateness, one) +
    costOfTerm(ofSlot['outside-window'], one) +
    costOfTerm(ofSlot.cost, one),
  site: (one: Person): number => costOfTerm(ofSite['site-score'], one) + costOfTerm(ofSite.acceptance, one),
  level: (one: Person): number => costOfTerm(ofLevel['skill-margin'], one) + costOfTerm(ofLevel['scarce-skill'], one),
  person: (one: Person): number =>
    costOfTerm(ofPerson['parts-at-hand'], one) + costOfTerm(ofPerson.load, one) + costOfTerm(ofPerson.continuity, one),
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
    const places = world.partsAt.get(partId);
    const there = places ? (places.get(technician.id) ?? 0) + (places.get(site.id) ?? 0) : 0;
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

function bookedMinutes({ world: { booked }, row, nowMs }: Person): number {
  const { numbers } = booked;
  const [untilMs, end] = [nowMs + 7 * dayMs, booked.endOf(row)];
  let sum = 0;
  for (let at = booked.beginOf(row); at < end; at += perTime) {
    const startMs = numbers[at] as number;
    if (startMs < untilMs) sum += ((numbers[at + 1] as number) - startMs) / minuteMs;
  }
  return sum;
}

function continuity({ order, technician }: Person): number {
  return order.preferredTechnicianId === technician.id ? -1 : order.avoidedTechnicianId === technician.id ? 1 : 0;
}
