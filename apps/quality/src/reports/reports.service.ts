import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { paretoDefinition, repairTimeDefinition } from '../core/definitions.js';
import { toPareto } from '../core/pareto.js';
import { conditionsOf, periodOf, recordsAt } from './conditions.js';
import { type Grouping, paretoGroupings, recordGroupings } from './groups.js';
import { type MeasureName, measures } from './measures.js';
import type {
  LabelView,
  ParetoQuery,
  ParetoView,
  RateGroupView,
  RateQuery,
  RateView,
  RepairTimeGroupView,
  RepairTimeView,
} from './report.dto.js';

const mostGroups = 200;
const whole: Grouping = { key: 'NULL::text', join: '', labelEn: 'NULL', labelZh: 'NULL', filter: '' };

/** Counts failure records. Every report says in its answer what it counts; the same sentence defines its query here. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Failure records of orders finished in the period by one key, most first, with cumulative shares. */
  async pareto(query: ParetoQuery, caller: Actor): Promise<ParetoView> {
    const period = periodOf(query, this.clock.now());
    const { sql, values } = conditionsOf(filterOf(query), period, caller);
    const { filter, ...group } = paretoGroupings[query.by];
    const rows = await this.transactions.run((manager) =>
      manager.query<{ key: string; label: LabelView | null; count: number; total: number }[]>(
        `SELECT ${keyAndLabel(group)}, count(*)::int AS count, (sum(count(*)) OVER ())::int AS total
           FROM failure_record r ${group.join} WHERE ${sql}
          GROUP BY 1, 2 ORDER BY count DESC, key LIMIT ${query.limit ?? 50}`,
        values,
      ),
    );
    const total = rows[0]?.total ?? 0;
    const bars = toPareto(rows, total).map(({ total: _, ...bar }) => ({
      ...bar,
      recordsAt: recordsAt(query, period, { [filter]: bar.key }),
    }));
    return { definition: paretoDefinition, ...period, by: query.by, total, bars };
  }

  /** Hits / counted records of one measure, as a whole and by a key. See `measures.ts` for the definitions. */
  async rate(measure: MeasureName, query: RateQuery, caller: Actor): Promise<RateView> {
    const period = periodOf(query, this.clock.now());
    const [total] = await this.rates(measure, query, caller, whole);
    const groups = query.by ? await this.rates(measure, query, caller, recordGroupings[query.by]) : [];
    return {
      definition: measures[measure].definition,
      ...period,
      hits: total?.hits ?? 0,
      counted: total?.counted ?? 0,
      rate: total?.rate ?? null,
      hitsAt: recordsAt(query, period, { measure, outcome: 'hit' }),
      missesAt: recordsAt(query, period, { measure, outcome: 'miss' }),
      groups,
    };
  }

  /** Mean time from report to finish of repaired orders, split in response, waiting for parts, travel, diagnosis and repair. */
  async repairTime(query: RateQuery, caller: Actor): Promise<RepairTimeView> {
    const period = periodOf(query, this.clock.now());
    const [total = noRepairs] = await this.repairTimes(query, caller, whole);
    const groups = query.by ? await this.repairTimes(query, caller, recordGroupings[query.by]) : [];
    return { definition: repairTimeDefinition, ...period, total, groups };
  }

  private rates(measure: MeasureName, query: RateQuery, caller: Actor, group: Grouping): Promise<RateGroupView[]> {
    const { sql, values } = conditionsOf(filterOf(query), periodOf(query, this.clock.now()), caller);
    const { counted, hit } = measures[measure];
    return this.transactions.run((manager) =>
      manager.query<RateGroupView[]>(
        `SELECT ${keyAndLabel(group)}, count(*) FILTER (WHERE ${hit})::int AS hits, count(*)::int AS counted,
                count(*) FILTER (WHERE ${hit})::float8 / count(*) AS rate
           FROM failure_record r ${group.join} WHERE ${sql} AND ${counted}
          GROUP BY 1, 2 ORDER BY counted DESC, key LIMIT ${mostGroups}`,
        values,
      ),
    );
  }

  private repairTimes(query: RateQuery, caller: Actor, group: Grouping): Promise<RepairTimeGroupView[]> {
    const { sql, values } = conditionsOf(filterOf(query), periodOf(query, this.clock.now()), caller);
    return this.transactions.run((manager) =>
      manager.query<RepairTimeGroupView[]>(
        `SELECT ${keyAndLabel(group)}, count(*)::int AS orders, avg(${wholeSeconds})::float8 AS "meanSeconds",
                percentile_cont(0.5) WITHIN GROUP (ORDER BY ${wholeSeconds}) AS "medianSeconds",
                percentile_cont(0.9) WITHIN GROUP (ORDER BY ${wholeSeconds}) AS "ninetiethPercentileSeconds",
                avg(r.response_seconds)::float8 AS "responseSeconds", avg(r.waiting_parts_seconds)::float8 AS "waitingPartsSeconds",
                avg(r.travel_seconds)::float8 AS "travelSeconds", avg(r.diagnosis_seconds)::float8 AS "diagnosisSeconds",
                avg(r.repair_seconds)::float8 AS "repairSeconds"
           FROM failure_record r ${group.join} WHERE ${sql} AND r.repaired
          GROUP BY 1, 2 ORDER BY orders DESC, key LIMIT ${mostGroups}`,
        values,
      ),
    );
  }
}

const wholeSeconds =
  '(r.response_seconds + r.waiting_parts_seconds + r.travel_seconds + r.diagnosis_seconds + r.repair_seconds)';

const keyAndLabel = ({ key, labelEn, labelZh }: Omit<Grouping, 'filter'>) =>
  `${key} AS key, CASE WHEN ${labelEn} IS NOT NULL THEN jsonb_build_object('en', ${labelEn}, 'zh', ${labelZh}) END AS label`;

const filterOf = ({ from, to, productId, category, siteId }: RateQuery | ParetoQuery) => ({
  ...(from && { from }),
  ...(to && { to }),
  ...(productId && { productId }),
  ...(category && { category }),
  ...(siteId && { siteId }),
});

const noRepairs: RepairTimeGroupView = {
  key: null,
  label: null,
  orders: 0,
  meanSeconds: null,
  medianSeconds: null,
  ninetiethPercentileSeconds: null,
  responseSeconds: null,
  waitingPartsSeconds: null,
  travelSeconds: null,
  diagnosisSeconds: null,
  repairSeconds: null,
};
