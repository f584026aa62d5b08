import type { Priority } from '#common/events/lists.js';
import type { Spot } from '../matching/travel.js';
import type { NetworkTechnician } from '../matching/network.js';
import type { Job } from '../planning/model/job.js';
import { standardObjective } from '../planning/model/objective.js';
import type { Problem, PublishedVisit } from '../planning/model/problem.js';
import type { Shift, StockPoint, Technician } from '../planning/model/technician.js';
import type { TimeWindow } from '../planning/model/time.js';
import { takesOrders } from '../sites/site-states.js';
import { instantOf, localDay, minuteMs } from '../time/zones.js';
import { isFixed } from './fixed.js';
import { Places } from './places.js';
import { separate } from './plan-shifts.js';
import {
  type HeldPart,
  likelyPartsOf,
  neededParts,
  partsFor,
  stockPointId,
  stockPointOf,
  vanOf,
} from './plan-stock.js';
import type { OrderToPlan, PlanWorld, VisitToPlan } from './plan-world.js';

/** A plan's problem counts seconds from here. */
export interface PlanProblem {
  problem: Problem;
  originMs: number;
  /** The places of its travel table, row by row. */
  spots: readonly Spot[];
}

/** Hours count more the more urgent the order is. */
const latenessWeights: Record<Priority, number> = { low: 0.5, normal: 1, high: 2, urgent: 4 };
/** Leaving a booked visit out is worse than any drive; an order that nobody has yet may stay with the dispatcher. */
const priceOfBooked = 20_000;
const priceOfUnplaced = 2_000;
/** A customer who was told a time expects it about then. */
const usualPromiseMs = 15 * minuteMs;
const rates = { perTravelHour: 60, perKilometre: 1, perWorkHour: 0, perOvertimeHour: 0, perShift: 0 };
const secondVisitCost = 150;
/** Chance that the first visit solves the fault when the level is just enough, and what each level above adds. */
const chanceWhenEnough = 0.75;
const chancePerLevel = 0.08;

/**
 * The planning problem of some sites and days: their technicians' shifts, the booked visits with what may move, and orders that nobody has.
 * Whatever is under way, about to begin or promised by an offer is pinned.
 * @param known a problem of the same places, whose travel table is taken over.
 */
export function problemOf(world: PlanWorld, known?: PlanProblem): PlanProblem {
  const builder = new Builder(world);
  const { visits, held, unplaced } = world;
  const jobs = [
    ...visits.flatMap((visit) => builder.jobOfVisit(visit)),
    ...held.flatMap((one) => builder.pinnedJob(heldJobId(one.offerId), one.technicianId, one, one)),
    ...unplaced.map((order) => builder.jobOfOrder(order)),
  ];
  const technicians = builder.technicians();
  const published = visits.flatMap((visit) => builder.published(visit));
  const overrides = visits.flatMap(({ order, overrides: allowed = [] }) =>
    allowed.map((one) => ({ ...one, jobId: order.id })),
  );
  return {
    originMs: builder.originMs,
    spots: builder.places.spots,
    problem: {
      jobs,
      technicians,
      stockPoints: builder.stockPoints(),
      travel: builder.places.travel(known),
      objective: standardObjective,
      published,
      overrides,
    },
  };
}

const heldJobId = (offerId: string) => `offer ${offerId}`;

interface Pinned {
  technicianId: string;
  startMs: number;
  finishMs: number;
  job: Job & { place: number };
}

class Builder {
  readonly originMs: number;
  readonly places: Places;
  private readonly pinned: Pinned[] = [];
  private readonly shiftsOf = new Map<string, Shift[]>();
  private readonly people: ReadonlyMap<string, NetworkTechnician>;
  /** Somebody may have to fetch these: then the sites are places of the plan, whether or not what is pinned needs them. */
  private readonly needed: readonly HeldPart[];

  constructor(private readonly world: PlanWorld) {
    const { sites, firstDay } = world;
    this.people = new Map(sites.flatMap(({ technicians }) => technicians).map((one) => [one.id, one]));
    this.originMs = Math.min(...sites.map(({ hours }) => instantOf(hours.timeZone, firstDay, 0)));
    this.places = new Places(world);
    const orders = [...world.visits.map(({ order }) => order), ...world.unplaced];
    this.needed = world.stock ? orders.flatMap(neededParts) : [];
    if (this.needed.length > 0) for (const site of sites) this.places.of(site);
  }

  jobOfVisit(visit: VisitToPlan): Job[] {
    const { order, technicianId, siteId, startMs } = visit;
    if (visit.pinnedAt || isFixed(visit, this.people.get(technicianId), this.world))
      return this.pinnedJob(order.id, technicianId, visit.pinnedAt ?? visit, order);
    const { promisedMs = usualPromiseMs } = this.world;
    const promised = {
      startSeconds: this.seconds(startMs - promisedMs),
      endSeconds: this.seconds(startMs + promisedMs),
    };
    const start = this.seconds(startMs);
    const meets = this.windowsOf(order).some((window) => window.startSeconds <= start && start <= window.endSeconds);
    const windows = meets ? this.windowsAhead(order) : [];
    return [
      {
        ...this.needsOf(order),
        sites: { required: [siteId] },
        priceUnserved: priceOfBooked,
        ...(!visit.isLoose && { softWindows: [promised] }),
        ...(windows.length > 0 && { windows }),
      },
    ];
  }

  jobOfOrder(order: OrderToPlan): Job {
    const windows = this.windowsAhead(order);
    const own = this.world.sites.filter(
      ({ kind, id, status }) => kind === 'own' && takesOrders(status) && (order.keptSiteId ?? id) === id,
    );
    const required = own.length > 0 ? own.map(({ id }) => id) : ['none of them']; // no list at all would let everybody come
    return {
      ...this.needsOf(order),
      sites: { required },
      priceUnserved: priceOfUnplaced * latenessWeights[order.priority],
      ...(windows.length > 0 && { windows }),
    };
  }

  /** A visit that stays: only who, where and when matter. Nothing for somebody who no longer works here. */
  pinnedJob(
    id: string,
    technicianId: string,
    { startMs, finishMs }: { startMs: number; finishMs: number },
    spot: Spot,
  ): Job[] {
    if (!this.people.get(technicianId)?.active) return [];
    const pins = [{ technicianId, startSeconds: this.seconds(startMs) }];
    const job = { id, place: this.places.of(spot), durationSeconds: (finishMs - startMs) / 1000, pins };
    this.pinned.push({ technicianId, startMs, finishMs, job });
    return [job];
  }

  technicians(): Technician[] {
    this.closeUp();
    return this.world.sites.flatMap(({ id: siteId, score, technicians, hours }) =>
      technicians
        .map((technician) => ({ technician, shifts: this.shifts(technician, hours.timeZone) }))
        .filter(({ shifts }) => shifts.length > 0)
        .map(({ technician, shifts }) => ({
          id: technician.id,
          siteId,
          shifts,
          skills: new Map([...technician.skills].map(([skill, level]) => [skill, { level }])),
          certificates: new Map(
            [...technician.certificates].map(([name, lastDay]) => [name, this.endOfDay(hours.timeZone, lastDay)]),
          ),
          rates,
          siteScore: score,
          ...(this.world.stock && { van: vanOf(technician, this.world.stock, this.needed) }),
          ...(this.needed.length > 0 && { stockPointIds: [stockPointId(siteId)] }),
        })),
    );
  }

  stockPoints(): StockPoint[] {
    if (this.needed.length === 0) return [];
    return this.world.sites.map((site) => stockPointOf(site.id, this.places.of(site)));
  }

  /** Where the visit stands now, for the search to begin with; nothing when that is outside every shift. */
  published({ order, technicianId, startMs, pinnedAt, isLoose }: VisitToPlan): PublishedVisit[] {
    if (isLoose) return [];
    const at = this.seconds(pinnedAt?.startMs ?? startMs);
    const shift = (this.shiftsOf.get(technicianId) ?? []).findIndex(
      ({ startSeconds, endSeconds }) => startSeconds <= at && at <= endSeconds,
    );
    return shift < 0 ? [] : [{ jobId: order.id, technicianId, shift, startSeconds: at }];
  }

  private needsOf(order: OrderToPlan): Job {
    const { skill, requiredLevel, certificate, preferredTechnicianId, avoidedTechnicianId } = order;
    return {
      id: order.id,
      place: this.places.of(order),
      durationSeconds: order.durationMinutes * 60,
      earliestStartSeconds: this.earliestSeconds(order),
      dueBySeconds: this.seconds(order.dueBy.getTime()),
      latenessWeight: latenessWeights[order.priority],
      skills: [{ skill, level: requiredLevel }],
      certificates: certificate === null ? [] : [certificate],
      technicians: avoidedTechnicianId === null ? {} : { forbidden: [avoidedTechnicianId] },
      ...(preferredTechnicianId !== null && { lastTechnicianId: preferredTechnicianId }),
      parts: this.world.stock ? partsFor(order) : [],
      fix: {
        skill,
        chanceByLevel: chances(requiredLevel),
        likelyParts: this.world.stock ? likelyPartsOf(order) : [],
        secondVisitCost,
      },
    };
  }

  private earliestSeconds({ partsAvailableAt }: OrderToPlan): number {
    const { nowMs, frozenMs } = this.world;
    return this.seconds(Math.max(nowMs + frozenMs, partsAvailableAt?.getTime() ?? 0));
  }

  /** Those in which somebody can still come; who cannot come in any comes when he can. */
  private windowsAhead(order: OrderToPlan): TimeWindow[] {
    return this.windowsOf(order).filter(({ endSeconds }) => endSeconds > this.earliestSeconds(order));
  }

  private windowsOf({ windows }: OrderToPlan): TimeWindow[] {
    const sorted = windows
      .map(({ from, to }) => ({
        startSeconds: this.seconds(Date.parse(from)),
        endSeconds: this.seconds(Date.parse(to)),
      }))
      .sort((one, other) => one.startSeconds - other.startSeconds);
    return sorted.filter(({ startSeconds }, index) => startSeconds >= (sorted[index - 1]?.endSeconds ?? -Infinity));
  }

  /** Working stretches of the days of the plan, wide enough for what is pinned in them, and one of its own for a pin outside all of them. */
  private shifts(technician: NetworkTechnician, timeZone: string): Shift[] {
    const { firstDay, lastDay } = this.world;
    const home = this.places.of(technician.home);
    const shifts: Shift[] = [];
    const pins = this.pinned.filter(({ technicianId }) => technicianId === technician.id);
    const isOn = (day: number) => pins.filter(({ startMs }) => localDay(timeZone, startMs) === day);
    for (let day = firstDay; technician.active && day <= lastDay; day += 1) {
      const left = new Set(isOn(day));
      for (const { startMs, endMs } of technician.workOn(day)) {
        const own = [...left].filter((pin) => pin.startMs < endMs && pin.finishMs > startMs);
        own.forEach((pin) => left.delete(pin));
        shifts.push(this.wideShift(home, startMs, endMs, own));
      }
      if (left.size > 0)
        shifts.push({ ...this.wideShift(home, Infinity, -Infinity, [...left]), maximumJobs: left.size });
    }
    const sorted = separate(shifts);
    this.shiftsOf.set(technician.id, sorted);
    return sorted;
  }

  private wideShift(home: number, startMs: number, endMs: number, pins: readonly Pinned[]): Shift {
    const from = Math.min(startMs, ...pins.map((pin) => pin.startMs - this.places.roadMs(home, pin.job.place)));
    const to = Math.max(endMs, ...pins.map((pin) => pin.finishMs + this.places.roadMs(pin.job.place, home)));
    return { startSeconds: this.seconds(from), endSeconds: this.seconds(to), startPlace: home, endPlace: home };
  }

  /** The road between two pins of one technician is not ours to judge: what was booked by hand too close together counts as one place. */
  private closeUp(): void {
    const last = new Map<string, Pinned>();
    for (const pin of this.pinned.toSorted((one, other) => one.startMs - other.startMs)) {
      const before = last.get(pin.technicianId);
      if (before && before.finishMs + this.places.roadMs(before.job.place, pin.job.place) > pin.startMs)
        pin.job.place = before.job.place;
      last.set(pin.technicianId, pin);
    }
  }

  private endOfDay(timeZone: string, day: string): number {
    return this.seconds(instantOf(timeZone, localDay('UTC', Date.parse(`${day}T00:00:00Z`)), 24 * 60));
  }

  private seconds(atMs: number): number {
    return (atMs - this.originMs) / 1000;
  }
}

const chances = (enough: number): number[] =>
  Array.from({ length: 6 }, (_, level) => Math.min(0.98, chanceWhenEnough + chancePerLevel * (level - enough)));
