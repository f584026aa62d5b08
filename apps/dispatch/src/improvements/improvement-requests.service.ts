import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { PlanProgressed } from '#common/events/plan-progressed.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { type Cause, type DayImprovements, mergeCauses } from '../core/plans/causes.js';
import { daysOf } from '../core/plans/days.js';
import { isoDay, localDay } from '../core/time/zones.js';
import { seeAll } from '../network/see-all.js';
import { newPlan } from '../plans/new-plan.js';
import { PlanRun } from '../plans/plan.entity.js';
import { planProgressed } from '../plans/plan-events.js';
import { DispatchSettings } from '../settings.js';

/** Events come in swarms (one absence, ten visits): so much is waited for the rest of it. */
const settleSeconds = 2;
/** And so much between the improvements of one site: what happens meanwhile is gathered for the next. */
const pauseSeconds = 60;
const seconds = 1;

/** What happened at one site, and the local days that it concerns. */
export interface Upset {
  siteId: string;
  days: readonly string[];
  causes: readonly Cause[];
}

/** The queue of improvements: one waiting row a site at most, which gathers what happens until it is solved. */
@Injectable()
export class ImprovementRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
  ) {}

  /** Notes what happened; the open transaction carries it. Days that are over and sites that want no improvements are left out. */
  async note({ siteId, days, causes }: Upset): Promise<void> {
    await this.transactions.run(async (manager) => {
      await seeAll(manager);
      const site = await siteOf(manager, siteId);
      if (!site || (site.improvements ?? this.settings.dayImprovements) === 'off') return;
      const now = this.clock.now();
      const today = localDay(site.timeZone, now.getTime());
      const span = daysOf(days, isoDay(today));
      if (!span) return;
      const scope = `improvement ${siteId}`;
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [scope]);
      const [waiting] = await selectRows(manager, PlanRun, `scope = $1 AND status = 'waiting' FOR NO KEY UPDATE`, [
        scope,
      ]);
      if (waiting) await this.gather(manager, waiting, span, causes, now);
      else await this.ask(manager, { scope, siteId, span, causes, now });
    });
  }

  private async gather(
    manager: EntityManager,
    plan: PlanRun,
    { firstDay, lastDay }: Span,
    causes: readonly Cause[],
    now: Date,
  ): Promise<void> {
    const days = daysOf(
      [plan.firstDay, plan.lastDay, firstDay, lastDay],
      plan.firstDay < firstDay ? plan.firstDay : firstDay,
    );
    const change = { ...days, causes: mergeCauses(plan.causes, causes), version: plan.version + 1 };
    await updateRow(manager, PlanRun, { id: plan.id }, change);
    await this.outbox.publish(PlanProgressed, planProgressed(Object.assign(plan, change), now));
  }

  /** A proposal that nobody has published yet, or that is being reckoned, is going to be replaced: what caused it is looked at again with the rest. */
  private async ask(manager: EntityManager, { scope, siteId, span, causes, now }: Asked): Promise<void> {
    const proposed = await selectRows(
      manager,
      PlanRun,
      `scope = $1 AND kind = 'improvement' AND status IN ('ready', 'running') AND first_day <= $3 AND last_day >= $2`,
      [scope, span.firstDay, span.lastDay],
    );
    const known = proposed.flatMap((one) => one.causes);
    const days = daysOf([span.firstDay, span.lastDay, ...proposed.map(({ lastDay }) => lastDay)], span.firstDay);
    const plan = newPlan({
      kind: 'improvement',
      scope,
      siteIds: [siteId],
      ...(days ?? span),
      seconds,
      seed: 1,
      causes: mergeCauses(known, causes),
      requestedBy: systemActor.name,
      requestedAt: now,
    });
    await manager.insert(PlanRun, plan as never);
    await manager.query(
      `UPDATE plan SET not_before = greatest(now() + make_interval(secs => $2),
         (SELECT max(not_before) + make_interval(secs => $3) FROM plan WHERE scope = $4 AND kind = 'improvement')) WHERE id = $1`,
      [plan.id, settleSeconds, pauseSeconds, scope],
    );
    await this.outbox.publish(PlanProgressed, planProgressed(plan, now));
  }
}

interface Span {
  firstDay: string;
  lastDay: string;
}

interface Asked {
  scope: string;
  siteId: string;
  span: Span;
  causes: readonly Cause[];
  now: Date;
}

interface SiteFound {
  timeZone: string;
  improvements: DayImprovements | null;
}

/** What the site says of its running day; null when it leaves it to the network. */
export async function siteOf(manager: EntityManager, siteId: string): Promise<SiteFound | undefined> {
  const [row] = await manager.query<SiteFound[]>(
    `SELECT time_zone AS "timeZone", day_improvements AS improvements FROM site WHERE id = $1`,
    [siteId],
  );
  return row;
}
