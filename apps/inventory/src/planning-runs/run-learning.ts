import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { type Calendar, calendarOf } from '../core/plan/calendar.js';
import { rehearsalDays, rehearsedPast } from '../core/plan/rehearse.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import type { SampledDemand, Timeline } from './drawn-items.js';
import type { CategoryPast, LearntPast } from './learn-category.js';
import { historiesOf, planAnew, rehearsedDemand } from './planning-data.sql.js';
import { dayBefore } from './planning-run.row.js';
import { PlanningThreads } from './planning-threads.js';
import type { Drawn } from './run-demand.js';

/** What a run knows when it learns. */
export interface Learning {
  calendar: Calendar;
  /** First day of the history, and the day after its last one. */
  first: string;
  asOf: string;
  /** Days of demand that there are; the history is a part of them. */
  days: number;
  seed: number;
  horizon: number;
}

/** Parts whose past is planned again. */
const mostRehearsedParts = 40;

/** Learns a category once per run: what its parts have in common, and what plans of the past would have delivered. */
@Injectable()
export class RunLearning {
  constructor(
    private readonly transactions: Transactions,
    private readonly leadTimes: LeadTimesService,
    private readonly threads: PlanningThreads,
  ) {}

  /** What a what-if run knows: only what was known at the first decision that it rehearses. */
  asAtFirstDecision(learning: Learning): Learning {
    const { calendar, asOf } = learning;
    const { periodDays, periods } = calendar;
    const rehearsed = rehearsalDays(periods * periodDays, periodDays);
    const before = rehearsed.to - rehearsed.first;
    const [days, day] = [Math.max(0, learning.days - before), dayBefore(asOf, before)];
    const known = calendarOf(days, periodDays);
    return { ...learning, calendar: known, days, asOf: day, first: dayBefore(day, known.periods * periodDays) };
  }

  /** What it is learnt from is asked for last: it may still be on its way. Throws when the signal says that the process ends. */
  async learn(
    category: string,
    draw: () => Promise<Drawn | undefined>,
    learning: Learning,
    withRehearsal: boolean,
    signal: AbortSignal,
  ): Promise<LearntPast> {
    const { calendar, horizon } = learning;
    const rehearsed = withRehearsal && (await this.rehearsed(category, learning));
    const drawn = await draw();
    const histories = drawn ? await this.histories(drawn, learning) : [];
    const past: CategoryPast = { calendar, horizon, histories, ...(rehearsed && { rehearsed }) };
    return this.threads.ask('category', past, signal);
  }

  private async histories({ partIds, locationIds }: Drawn, { calendar, first, asOf }: Learning) {
    const values = [partIds, locationIds, first, asOf, calendar.periodDays];
    const rows = await this.transactions.run(
      (manager) => manager.query<{ demand: Timeline }[]>(historiesOf, values),
      planAnew,
    );
    return rows.map(({ demand }) => demand);
  }

  private async rehearsed(category: string, { calendar, asOf, seed, days }: Learning) {
    const periods = rehearsedPast(calendar, days);
    const first = dayBefore(asOf, periods * calendar.periodDays);
    return this.transactions.run(async (manager) => {
      const values = [category, first, asOf, seed, mostRehearsedParts];
      const rows = await manager.query<SampledDemand[]>(rehearsedDemand, values);
      const { locations, lanes } = await this.leadTimes.lanesOf([...new Set(rows.map(({ partId }) => partId))]);
      return { seed, periods, rows, locations, lanes };
    }, planAnew);
  }
}
