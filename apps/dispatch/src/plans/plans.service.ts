import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { PlanProgressed } from '#common/events/plan-progressed.js';
import { requireVersion } from '#common/http/caller.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { dayMs } from '../core/time/zones.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import type { PlanRequest, PlanRowsQuery, PlanRowView, PlansQuery, PlanView } from './plan.dto.js';
import { PlanRun } from './plan.entity.js';
import { newPlan } from './new-plan.js';
import { planProgressed } from './plan-events.js';
import { PlanSignal } from './plan-signal.js';
import { planRowView, planView } from './plan-view.js';

const usualSeconds = 10;
const mostDays = 14;
/** Requests that wait at once; whoever asks for more is told to wait. */
const mostWaiting = 50;

/** Requests for day plans, and what became of them. A site sees and asks for plans of its own alone. */
@Injectable()
export class PlansService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly signal: PlanSignal,
  ) {}

  /** Puts the request in the queue. One for the same sites and days that still waits gives way to it. */
  async request(wish: PlanRequest, caller: Actor): Promise<PlanView> {
    const { from, to } = wish;
    const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
    if (days < 1) throw invalid('to', `${to} lies before ${from}`);
    if (days > mostDays) throw invalid('to', `${from} to ${to} are ${days} days: plan at most ${mostDays} at once`);
    const siteIds = [...new Set(wish.siteIds)].toSorted();
    if (siteIds.length === 0) throw invalid('siteIds', 'name at least one site');
    return this.transactions.run(async (manager) => {
      await this.requireSites(manager, siteIds, caller);
      const plan = this.planOf(wish, siteIds, caller);
      await this.supersede(manager, plan.scope);
      await manager.insert(PlanRun, plan as never);
      await this.outbox.publish(PlanProgressed, planProgressed(plan, plan.requestedAt));
      this.transactions.afterCommit(() => this.signal.ring());
      return planView(plan);
    });
  }

  async list(query: PlansQuery): Promise<Page<PlanView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const before = decodeCursor(query.cursor, 1);
      const where = `($1::text IS NULL OR status = $1) AND ($2::uuid IS NULL OR id < $2::uuid) AND ($4::text IS NULL OR kind = $4) ORDER BY id DESC LIMIT $3`;
      const rows = await selectRows(manager, PlanRun, where, [
        query.status ?? null,
        before ? String(before[0]) : null,
        limit + 1,
        query.kind ?? null,
      ]);
      const page = toPage(rows, limit, ({ id }) => [id]);
      return { ...page, items: page.items.map(planView) };
    });
  }

  async one(id: string): Promise<PlanView> {
    return this.transactions.run(async (manager) => planView(await this.find(manager, id)));
  }

  /** What the plan wants, order by order. */
  async rows(id: string, query: PlanRowsQuery): Promise<Page<PlanRowView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const from = Number(decodeCursor(query.cursor, 1)?.[0] ?? 0);
      const all = (await this.find(manager, id)).rows
        .map((row, index) => ({ row, index }))
        .filter(({ row }) => query.change === undefined || row.change === query.change);
      const page = toPage(
        all.filter(({ index }) => index >= from),
        limit,
        ({ index }) => [index + 1],
      );
      return { ...page, items: page.items.map(({ row }) => planRowView(row)) };
    });
  }

  /** Ends the search with what it has found, or takes a waiting request back. */
  async stop(id: string, seen: number | undefined): Promise<PlanView> {
    return this.transactions.run(async (manager) => {
      const plan = await this.find(manager, id, 'FOR NO KEY UPDATE');
      if (plan.status !== 'waiting' && plan.status !== 'running')
        throw new Problem(
          'illegal-transition',
          `the plan is ${plan.status}: only one that waits or runs can be stopped`,
        );
      requireVersion(plan.version, seen);
      const now = this.clock.now();
      const change: Partial<PlanRun> =
        plan.status === 'waiting' ? { status: 'superseded', endedAt: now } : { stopWanted: true };
      await updateRow(manager, PlanRun, { id }, { ...change, version: plan.version + 1 });
      Object.assign(plan, change, { version: plan.version + 1 });
      await this.outbox.publish(PlanProgressed, planProgressed(plan, now));
      return planView(plan);
    });
  }

  private async find(manager: EntityManager, id: string, lock = ''): Promise<PlanRun> {
    const [plan] = await selectRows(manager, PlanRun, `id = $1 ${lock}`, [id]);
    if (!plan) throw notFound('plan', id);
    return plan;
  }

  private async requireSites(manager: EntityManager, siteIds: readonly string[], { siteId }: Actor): Promise<void> {
    const foreign = siteIds.find((id) => siteId !== undefined && id !== siteId);
    if (foreign) throw notFound('site', foreign);
    await seeAll(manager);
    const network = await this.network.current(manager);
    const unknown = siteIds.find((id) => !network.site(id));
    if (unknown) throw notFound('site', unknown);
  }

  private async supersede(manager: EntityManager, scope: string): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`plan ${scope}`]); // parallel requests
    const [{ waiting } = { waiting: '0' }] = await manager.query<{ waiting: string }[]>(
      `SELECT count(*) AS waiting FROM plan WHERE status = 'waiting' AND kind = 'day' AND scope <> $1`,
      [scope],
    );
    if (Number(waiting) >= mostWaiting)
      throw new Problem('too-many-requests', `${waiting} plans wait already: ask again when some are done`, {
        retryAfterSeconds: 30,
      });
    const now = this.clock.now();
    for (const plan of await selectRows(manager, PlanRun, `scope = $1 AND status = 'waiting' FOR UPDATE`, [scope])) {
      const change = { status: 'superseded' as const, endedAt: now, version: plan.version + 1 };
      await updateRow(manager, PlanRun, { id: plan.id }, change);
      await this.outbox.publish(PlanProgressed, planProgressed(Object.assign(plan, change), now));
    }
  }

  private planOf({ from, to, seconds, seed }: PlanRequest, siteIds: string[], caller: Actor): PlanRun {
    return newPlan({
      kind: 'day',
      scope: `${from} ${to} ${siteIds.join(' ')}`,
      siteIds,
      firstDay: from,
      lastDay: to,
      seconds: seconds ?? usualSeconds,
      seed: seed ?? 1,
      requestedBy: caller.name,
      requestedAt: this.clock.now(),
    });
  }
}
