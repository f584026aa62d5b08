import type { Job } from '../../apps/dispatch/src/core/planning/model/job.js';
import { fairnessCredit } from '../../apps/dispatch/src/core/planning/fairness.js';
import { terms } from '../../apps/dispatch/src/core/planning/model/objective.js';
import type { Plan } from '../../apps/dispatch/src/core/planning/model/plan.js';
import type { Problem } from '../../apps/dispatch/src/core/planning/model/problem.js';
import type { FairnessCredit, Technician } from '../../apps/dispatch/src/core/planning/model/technician.js';
import { standardObjective } from '../../apps/dispatch/src/core/planning/model/objective.js';
import { townsOf } from '../../apps/standalone/src/demo/world/gazetteer.js';
import { randomFor } from '../../apps/standalone/src/demo/world/random.js';
import { createWorld } from '../../apps/standalone/src/demo/world/world.js';
import { networkOf, orderFrom } from './busy-network.js';
import { sharedTravel } from './shared-travel.js';

/**
 * So many technicians of so many sites, working days and jobs a day: three each on average. Sites are few for the crew: each has at least three technicians, and
 * only the others are divided as reports are; where most are the least that a site has, sites without work are idle whatever anybody plans.
 */
export const size = { sites: 4, technicians: 40, days: 20, jobsADay: 120 };
const now = new Date('2026-03-02T00:00:00Z');
const country = { country: 'GB', subdivisions: ['WLS'] };
const rates = { perTravelHour: 60, perKilometre: 1 };
/** Everybody works from eight to five, every day: all could work the same. */
const shiftSeconds = { startSeconds: 8 * 3600, endSeconds: 17 * 3600 };

/** A crew in real towns, and what is reported each day; a job belongs to its day. */
export interface Weeks {
  technicians: readonly Technician[];
  days: readonly Pick<Problem, 'jobs' | 'travel'>[];
}

export async function weeksOf(seed: number): Promise<Weeks> {
  const world = await createWorld({
    ...country,
    seed,
    endsAt: now,
    customerCount: 1,
    siteCount: size.sites,
    technicianCount: size.technicians,
  });
  const towns = townsOf(country.country, country.subdivisions);
  const random = randomFor(seed, 'weeks');
  const people = networkOf(world).sites.flatMap(({ id, technicians }) =>
    technicians.map((technician) => ({ siteId: id, technician })),
  );
  return {
    technicians: people.map(({ siteId, technician }, index) => ({
      id: technician.id,
      siteId,
      rates,
      skills: new Map([...technician.skills].map(([skill, level]) => [skill, { level }])),
      shifts: [{ ...shiftSeconds, startPlace: size.jobsADay + index, endPlace: size.jobsADay + index }],
    })),
    days: Array.from({ length: size.days }, () => {
      const orders = Array.from({ length: size.jobsADay }, () => orderFrom(random, towns, now));
      return {
        travel: sharedTravel([...orders, ...people.map(({ technician }) => technician.home)]),
        jobs: orders.map((order, place): Job => ({
          id: String(place),
          place,
          durationSeconds: 60 * order.durationMinutes,
          skills: [{ skill: order.skill, level: order.requiredLevel }],
          dueBySeconds: 86_400,
        })),
      };
    }),
  };
}

/** What everybody has worked so far, in hours. */
export class Ledger {
  private readonly hours = new Map<string, number>();
  /** Of all plans, without the term of fairness itself: it is no money that anybody pays. */
  cost = 0;
  unserved = 0;
  private days = 0;

  constructor(private readonly technicians: readonly Technician[]) {}

  add(plan: Plan): void {
    for (const { technicianId, departSeconds, returnSeconds } of plan.tours)
      this.hours.set(technicianId, this.hoursOf(technicianId) + (returnSeconds - departSeconds) / 3600);
    this.cost += terms.reduce((sum, term) => sum + (term === 'fairness' ? 0 : plan.terms[term]), 0);
    this.unserved += plan.unserved.length;
    this.days += 1;
  }

  creditOf(technicianId: string): FairnessCredit {
    return fairnessCredit({
      workHours: this.hoursOf(technicianId),
      meanHours: this.mean(),
      days: this.days,
      daysInAll: size.days,
      usualHours: (shiftSeconds.endSeconds - shiftSeconds.startSeconds) / 2 / 3600,
    });
  }

  /** Standard deviation of the working time as a share of its mean. */
  variation(): number {
    const mean = this.mean();
    const squares = this.technicians.reduce((sum, { id }) => sum + (this.hoursOf(id) - mean) ** 2, 0);
    return Math.sqrt(squares / this.technicians.length) / mean;
  }

  private hoursOf(technicianId: string): number {
    return this.hours.get(technicianId) ?? 0;
  }

  mean(): number {
    return this.technicians.reduce((sum, { id }) => sum + this.hoursOf(id), 0) / this.technicians.length;
  }
}

/** The problem of one day; with a ledger, who had more than his share is dearer. */
export function dayProblem({ technicians }: Weeks, day: Weeks['days'][number], ledger: Ledger | undefined): Problem {
  return {
    ...day,
    objective: ledger ? standardObjective : { ...standardObjective, fairness: 0 },
    technicians: ledger ? technicians.map((one) => ({ ...one, fairness: ledger.creditOf(one.id) })) : technicians,
  };
}
