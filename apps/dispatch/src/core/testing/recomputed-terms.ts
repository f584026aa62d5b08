import type { OrderToMatch } from '../matching/order-to-match.js';
import type { Candidate } from '../matching/rank.js';
import type { TermName } from '../matching/terms.js';
import type { Answering } from '../offers/answering.js';
import type { World } from '../matching/world.js';

const minutesPerDay = 1_440;
const latenessPerMinute = { low: 0.1, normal: 0.25, high: 0.5, urgent: 1 };

/**
 * What each term of a candidate costs, in minutes, reckoned anew from the raw order and world and from when he comes: shares no code with the
 * matching, so that a number that is told can be found wrong.
 */
export function recomputedTerms(
  order: OrderToMatch,
  { network, booked, partsAt, competing, travel, offerMinutes }: World,
  candidate: Candidate,
  now: Date,
): Record<TermName, number> {
  const site = network.sites.find(({ id }) => id === candidate.siteId);
  const person = site?.technicians.find(({ id }) => id === candidate.technicianId);
  if (!site || !person) throw new Error(`${candidate.technicianId} is nobody of this world`);
  const minutesFromNow = (candidate.finishMs - now.getTime()) / 60_000;
  const taken = booked.list(person.id);
  const before = taken
    .filter(({ finishMs }) => finishMs <= candidate.startMs && candidate.startMs - finishMs < 5 * 3_600_000)
    .sort((one, other) => other.finishMs - one.finishMs)[0];
  const trips = [travel(person.home, order), ...(before ? [travel(before, order)] : [])];
  const trip = trips.find(({ metres }) => metres === candidate.travelMetres);
  if (!trip) throw new Error(`nobody comes ${candidate.travelMetres} m from home or from the visit before`);
  const level = person.skills.get(order.skill) ?? 0;
  const waiting = [...competing].filter(([needed]) => needed > order.requiredLevel && needed <= level);
  const pieces = (partId: string, at: string) => partsAt.get(partId)?.get(at) ?? 0;
  const missing = order.likelyParts.filter(
    ({ partId, quantity }) => pieces(partId, person.id) + pieces(partId, site.id) < quantity,
  );
  const week = taken.filter(({ startMs }) => startMs < now.getTime() + 7 * minutesPerDay * 60_000);
  return {
    travel: trip.seconds / 60,
    wait: 0.05 * minutesFromNow,
    lateness: (Math.max(0, candidate.finishMs - order.dueBy.getTime()) / 60_000) * latenessPerMinute[order.priority],
    'outside-window': order.windows.length > 0 && !order.windows.some(contains(candidate.startMs)) ? 180 : 0,
    'skill-margin': 240 * 0.2 * 0.4 ** (level - order.requiredLevel),
    'scarce-skill': 12 * Math.min(10, sum(waiting.map(([, orders]) => orders))),
    'parts-at-hand': 240 * (1 - missing.reduce((all, { probability }) => all * (1 - probability), 1)),
    'site-score': 0.6 * (100 - site.score),
    acceptance: site.kind === 'own' || order.keptSiteId ? 0 : lostMinutes(order, site.answering, offerMinutes),
    load: 0.03 * sum(week.map(({ startMs, finishMs }) => (finishMs - startMs) / 60_000)),
    continuity: person.id === order.preferredTechnicianId ? -45 : person.id === order.avoidedTechnicianId ? 90 : 0,
    cost: (0.3 * trip.metres) / 1_000,
  };
}

/** A refusal costs the usual time until an answer, silence the whole time to think: 1.5 times what enough answers take, in steps of five minutes. */
function lostMinutes({ emergency, priority }: OrderToMatch, answering: Answering, offerMinutes: number): number {
  const { declined, expired, usualMinutes, enoughMinutes } = answering;
  const measured = enoughMinutes && !emergency ? 5 * Math.ceil((enoughMinutes[priority] * 1.5) / 5) : offerMinutes;
  const toThink = Math.max(offerMinutes / 2, Math.min(offerMinutes * 2, measured));
  return declined * Math.min(toThink, usualMinutes ?? toThink / 2) + expired * toThink;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const contains =
  (instantMs: number) =>
  ({ from, to }: { from: string; to: string }) =>
    Date.parse(from) <= instantMs && instantMs <= Date.parse(to);
