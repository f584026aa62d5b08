import { Injectable } from '@nestjs/common';
import { type Actor, systemActor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { PlanningRunChanged } from '#common/events/index.js';
import type { PlanningRunStatus } from '#common/events/lists.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { periodLengths } from '../core/plan/calendar.js';
import { ForecastSignal } from '../forecasts/forecast-signal.js';
import { VanKitsService } from '../moves/van-kits.service.js';
import { publishRun } from './planning-data.sql.js';
import type { NewPlanningRun, PlanningRunView, PlanningScope } from './planning-run.dto.js';
import { PlanningRunsReader } from './planning-runs-reader.service.js';
import { PlanningSignal } from './planning-signal.js';

interface LockedRun {
  status: PlanningRunStatus;
  version: number;
  whatIf: boolean;
}

type Changes = Readonly<Record<string, unknown>>;

const usualHorizon = 13;
/** Parts that are reviewed together, as in the daily review. */
const partsPerStep = 10;
/** A million item-locations are published in one statement. */
const longestStatementMilliseconds = 600_000;
/** Runs that wait or run at the same time: more would only be a queue that nobody remembers. */
const mostOpen = 20;

/** Planning runs as people and the week ask for them: requested, stopped, published. `PlanningWorker` does them. */
@Injectable()
export class PlanningRunsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: PlanningRunsReader,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly signal: PlanningSignal,
    private readonly forecasts: ForecastSignal,
    private readonly kits: VanKitsService,
  ) {}

  async request(
    wished: NewPlanningRun,
    caller: Actor,
    trigger: PlanningRunView['trigger'] = wished.whatIf ? 'what-if' : 'planner',
  ): Promise<PlanningRunView> {
    const { horizonPeriods, periodDays = null, seed, publishWhenDone, whatIf } = wished;
    if (whatIf && publishWhenDone)
      throw invalid('publishWhenDone', 'cannot be asked for with whatIf: nothing is planned');
    if (periodDays !== null && !periodLengths.some((length) => length === periodDays))
      throw invalid('periodDays', `must be one of ${periodLengths.join(', ')}, not ${periodDays}`);
    const scope = lowerCased(wished.scope);
    return this.transactions.run(async (manager) => {
      await this.requireScope(scope);
      const [open] = await manager.query<[{ count: number }]>(
        `SELECT count(*)::integer AS count FROM planning_run WHERE status IN ('waiting', 'running')`,
      );
      if ((trigger === 'planner' || trigger === 'what-if') && open.count >= mostOpen)
        throw new Problem('conflict', `${open.count} runs are open: stop one or wait`);
      const id = uuidv7();
      const now = this.clock.now();
      await manager.query(
        `INSERT INTO planning_run (id, trigger, publish_when_done, scope, horizon_periods, period_days, as_of, seed, requested_at, requested_by,
           what_if) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          id,
          trigger,
          publishWhenDone ?? false,
          JSON.stringify(scope),
          horizonPeriods ?? usualHorizon,
          periodDays,
          now.toISOString().slice(0, 10),
          seed ?? 1,
          now,
          caller.name,
          whatIf ? JSON.stringify(whatIf) : null,
        ],
      );
      this.transactions.afterCommit(() => this.signal.ring());
      return this.tell(id);
    });
  }

  async stop(id: string, seen: number | undefined): Promise<PlanningRunView> {
    return this.transactions.run(async () => {
      await this.lock(id, ['waiting', 'running'], seen);
      return this.change(id, { status: 'stopped', ended_at: this.clock.now() });
    });
  }

  async publish(id: string, caller: Actor, seen: number | undefined): Promise<PlanningRunView> {
    return this.transactions.run(async () => {
      const { whatIf } = await this.lock(id, ['done'], seen);
      if (whatIf) throw new Problem('illegal-transition', 'a what-if run has planned nothing: adopt a target of it');
      return this.publishLocked(id, caller, false);
    });
  }

  /** The worker's way: whoever comes first publishes, nobody minds. */
  async publishIfDone(id: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const [run] = await manager.query<LockedRun[]>(
        `SELECT status FROM planning_run WHERE id = $1 AND status = 'done' FOR NO KEY UPDATE`,
        [id],
      );
      if (run) await this.publishLocked(id, systemActor, true);
    });
  }

  /** Changes a locked run and tells everybody. */
  async change(id: string, changes: Changes): Promise<PlanningRunView> {
    const columns = Object.keys(changes).map((column, index) => `${column} = $${index + 2}`);
    await this.transactions.manager.query(
      `UPDATE planning_run SET ${[...columns, 'version = version + 1'].join(', ')} WHERE id = $1`,
      [id, ...Object.values(changes)],
    );
    return this.tell(id);
  }

  async tell(id: string): Promise<PlanningRunView> {
    const run = await this.reader.get(id);
    const { status, partsDone, partsTotal, itemLocations, failure, version } = run;
    await this.outbox.publish(PlanningRunChanged, {
      planningRunId: id,
      ...{ status, partsDone, partsTotal, itemLocations, version },
      at: this.clock.now().toISOString(),
      ...(failure !== null && { failure }),
    });
    return run;
  }

  /** Two runs that end together publish one after the other. */
  private async publishLocked(id: string, caller: Actor, byItself: boolean): Promise<PlanningRunView> {
    const { manager } = this.transactions;
    const now = this.clock.now();
    await manager.query(`SET LOCAL statement_timeout = ${longestStatementMilliseconds}`);
    await manager.query(`LOCK TABLE forecast IN SHARE ROW EXCLUSIVE MODE`);
    for (const statement of publishRun(byItself))
      await manager.query(statement, statement.includes('$2') ? [id, now] : [id]);
    await this.reviewSoon(id);
    this.transactions.afterCommit(() => this.forecasts.ring());
    return this.change(id, { status: 'published', published_at: now, published_by: caller.name });
  }

  /** What the new policies ask for is proposed at once, not only at midnight; in small steps, since nobody else changes stock during one. */
  private async reviewSoon(id: string): Promise<void> {
    const parts = await this.transactions.manager.query<{ id: string }[]>(
      `SELECT DISTINCT part_id AS id FROM planned_item WHERE run_id = $1 ORDER BY 1`,
      [id],
    );
    const now = this.clock.now();
    for (let from = 0; from < parts.length; from += partsPerStep) {
      const partIds = parts.slice(from, from + partsPerStep).map((part) => part.id);
      await this.timers.set('stock-review-step', `${id} ${from}`, now, { partIds, withDemand: false });
    }
    const { scope } = await this.reader.get(id);
    if (!scope.partIds) await this.kits.lookAtAll(id);
  }

  private async lock(id: string, allowed: readonly PlanningRunStatus[], seen: number | undefined): Promise<LockedRun> {
    const [run] = await this.transactions.manager.query<LockedRun[]>(
      `SELECT status, version, what_if IS NOT NULL AS "whatIf" FROM planning_run WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    if (!run) throw notFound('planning run', id);
    if (!allowed.includes(run.status))
      throw new Problem('illegal-transition', `the run is ${run.status}: it must be ${allowed.join(' or ')} for this`);
    requireVersion(run.version, seen);
    return run;
  }

  /** A run that would plan nothing because of a mistyped id is refused before it starts. */
  private async requireScope({ partIds = [], locationIds = [] }: PlanningScope): Promise<void> {
    const unknown = async (table: string, ids: readonly string[]) =>
      this.transactions.manager.query<{ id: string }[]>(
        `SELECT id FROM unnest($1::uuid[]) AS asked (id) WHERE NOT EXISTS (SELECT FROM ${table} WHERE ${table}.id = asked.id) LIMIT 1`,
        [ids],
      );
    const [part] = await unknown('part', partIds);
    if (part) throw invalid('scope.partIds', `there is no part ${part.id}`);
    const [place] = await unknown('stock_location', locationIds);
    if (place) throw invalid('scope.locationIds', `there is no stock location ${place.id}`);
  }
}

/** As PostgreSQL writes UUIDs; a null is as good as nothing. */
function lowerCased({ categories, partIds, locationIds }: PlanningScope): PlanningScope {
  const lower = (ids: readonly string[]) => ids.map((id) => id.toLowerCase());
  return {
    ...(categories && { categories }),
    ...(partIds && { partIds: lower(partIds) }),
    ...(locationIds && { locationIds: lower(locationIds) }),
  };
}
