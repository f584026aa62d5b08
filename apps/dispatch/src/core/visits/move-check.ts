import type { NetworkSite, NetworkTechnician } from '../matching/network.js';
import type { OrderToMatch } from '../matching/order-to-match.js';
import { reasonText } from '../matching/reason-texts.js';
import { siteRejections, technicianRejections } from '../matching/rules.js';
import type { TravelTimes } from '../matching/travel.js';
import type { Booked } from '../matching/world.js';
import { isoDay, localDay, minuteMs } from '../time/zones.js';
import { mayBeBroken, type MoveRule, moveRuleOf } from './move-rules.js';
import { moveText, type Numbers } from './move-texts.js';

/** Somebody wants this technician for an order at this time. */
export interface Move {
  order: OrderToMatch;
  site: NetworkSite;
  technician: NetworkTechnician;
  startMs: number;
  /** The site that has the order, if one has it. */
  heldBy?: NetworkSite;
  /** What the customer was promised of the visit that moves. */
  promise?: { fromMs: number; toMs: number };
}

/** What the day looks like, without the visit that moves. */
export interface DayAround {
  nowMs: number;
  /** Live visits of the technician, by start. */
  booked: readonly Booked[];
  /** What live offers propose of his time, and what is held for customers. */
  promised: readonly Booked[];
  /** Visits of the site on that local day. */
  visitsOfSite: number;
  travel: TravelTimes;
}

export interface BrokenRule {
  rule: MoveRule;
  mayBeOverridden: boolean;
  text: { en: string; zh: string };
}

/** A visit booked by hand may begin this long ago: clocks differ and forms take time. */
export const graceMs = 15 * minuteMs;
/** Between two visits that lie farther apart a technician goes home. */
const sameDayMs = 10 * 60 * minuteMs;

/** Every rule that a move or an assignment by hand would break, those that nobody may break first. */
export function brokenRules(move: Move, around: DayAround): BrokenRule[] {
  const { order, site, technician, startMs } = move;
  const day = isoDay(localDay(site.hours.timeZone, startMs));
  const rejections = [...siteRejections(order, site), ...technicianRejections(order, technician, day)];
  const ofPeople = rejections.flatMap((rejection) => {
    const rule = moveRuleOf[rejection.rule];
    return rule ? [{ rule, text: reasonText(rejection) }] : [];
  });
  const ofTime = checks
    .flatMap((check) => check(move, around))
    .map(([rule, numbers]) => ({
      rule,
      text: moveText(rule, numbers),
    }));
  return [...ofPeople, ...ofTime]
    .map((broken) => ({ ...broken, mayBeOverridden: mayBeBroken(broken.rule) }))
    .toSorted((one, other) => Number(one.mayBeOverridden) - Number(other.mayBeOverridden));
}

type Check = (move: Move, around: DayAround) => [MoveRule, Numbers][];

const finishOf = ({ order, startMs }: Move) => startMs + order.durationMinutes * minuteMs;
const iso = (atMs: number) => new Date(atMs).toISOString();

const checks: readonly Check[] = [
  ({ startMs }, { nowMs }) => (startMs < nowMs - graceMs ? [['in-the-past', { start: iso(startMs) }]] : []),
  ({ heldBy, site }) => (heldBy && heldBy.id !== site.id ? [['other-site', { site: heldBy.name }]] : []),
  (move, { booked }) => meeting(move, booked).map((other) => ['booked-twice', stretch(other)]),
  (move) =>
    move.technician.absences
      .filter(({ startMs, endMs }) => startMs < finishOf(move) && endMs > move.startMs)
      .map(({ startMs, endMs }) => ['technician-absent', { from: iso(startMs), to: iso(endMs) }]),
  (move, { promised }) => meeting(move, promised).map((other) => ['promised', stretch(other)]),
  ({ order, technician }) => (order.avoidedTechnicianId === technician.id ? [['technician', {}]] : []),
  (move, around) => (isInWorkingTime(move, around) ? [] : [['overtime', {}]]),
  ({ order, promise, startMs }) => {
    const windows = order.windows.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }));
    const suits = promise ? [promise] : windows;
    return suits.length === 0 || suits.some(({ fromMs, toMs }) => fromMs <= startMs && startMs <= toMs)
      ? []
      : [['window', {}]];
  },
  ({ order: { partsAvailableAt }, startMs }) =>
    partsAvailableAt && partsAvailableAt.getTime() > startMs
      ? [['earliest-start', { at: partsAvailableAt.toISOString() }]]
      : [],
  ({ site: { dailyCapacity } }, { visitsOfSite: visits }) =>
    visits < dailyCapacity ? [] : [['maximum-jobs', { visits, dailyCapacity }]],
  roads,
  (move) => {
    const late = finishOf(move) - move.order.dueBy.getTime();
    return late > 0 ? [['due-by', { late: Math.ceil(late / minuteMs), dueBy: move.order.dueBy.toISOString() }]] : [];
  },
];

const stretch = ({ startMs, finishMs }: Booked) => ({ start: iso(startMs), finish: iso(finishMs) });

const meeting = (move: Move, others: readonly Booked[]): Booked[] =>
  others.filter(({ startMs, finishMs }) => startMs < finishOf(move) && finishMs > move.startMs);

/** The visit before on the same day; without one he comes from home. */
const before = ({ startMs }: Move, { booked }: DayAround): Booked | undefined =>
  booked.filter(({ finishMs }) => finishMs <= startMs && finishMs > startMs - sameDayMs).at(-1);

/** As matching reckons: the first way of the day counts as working time, the way home does not. */
function isInWorkingTime(move: Move, around: DayAround): boolean {
  const { technician, order, site, startMs } = move;
  const roadMs = before(move, around) ? 0 : around.travel(technician.home, order).seconds * 1000;
  return technician
    .workOn(localDay(site.hours.timeZone, startMs))
    .some((work) => work.startMs <= startMs - roadMs && finishOf(move) <= work.endMs);
}

function roads(move: Move, around: DayAround): [MoveRule, Numbers][] {
  const finishMs = finishOf(move);
  const earlier = before(move, around);
  const later = around.booked.find(({ startMs }) => startMs >= finishMs && startMs < finishMs + sameDayMs);
  const gaps = [
    ...(earlier
      ? [{ seconds: around.travel(earlier, move.order).seconds, leftMs: move.startMs - earlier.finishMs }]
      : []),
    ...(later ? [{ seconds: around.travel(move.order, later).seconds, leftMs: later.startMs - finishMs }] : []),
  ];
  return gaps
    .filter(({ seconds, leftMs }) => seconds * 1000 > leftMs)
    .map(({ seconds, leftMs }) => [
      'too-close',
      { needed: Math.ceil(seconds / 60), left: Math.floor(leftMs / minuteMs) },
    ]);
}
