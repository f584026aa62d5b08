import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { brokenConstraint } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { findingDue, nextAuditDue } from '../core/sites/audit-rules.js';
import { Site } from '../sites/site.entity.js';
import type { AuditView, FindingView, HeldAudit, PlanAudit } from './audit.dto.js';
import { AuditLists } from './audit-lists.service.js';

type Seen = number | undefined;

/** Plans audits of sites, records how they went, and settles what they found. One is planned at a time. */
@Injectable()
export class Audits {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lists: AuditLists,
  ) {}

  plan({ siteId, plannedFor, auditor }: PlanAudit, caller: Actor): Promise<AuditView> {
    return this.transactions.run(async (manager) => {
      const site = await siteOf(manager, siteId);
      if (site.status === 'cancelled')
        throw new Problem('conflict', `site ${site.code} is cancelled: it is audited no more`);
      const id = uuidv7();
      await manager
        .query(
          `INSERT INTO site_audit (id, site_id, status, planned_for, auditor) VALUES ($1, $2, 'planned', $3, $4)`,
          [...[id, siteId, plannedFor, auditor ?? null]],
        )
        .catch((error: unknown) => {
          if (brokenConstraint(error) === 'site_audit_one_planned')
            throw new Problem('already-exists', `an audit of site ${site.code} is planned: hold or cancel it first`);
          throw error;
        });
      return this.lists.one(id, caller);
    });
  }

  /** Says when the next one is due, by the rule of the result unless it is given. */
  hold(id: string, body: HeldAudit, seen: Seen, caller: Actor): Promise<AuditView> {
    return this.transactions.run(async (manager) => {
      const siteId = await this.planned(manager, id, seen);
      const { heldOn, result, auditor, note, findings } = body;
      const site = await siteOf(manager, siteId);
      if (heldOn > (await this.today(manager, site)))
        throw invalid('heldOn', `${heldOn} is not over where the site is`);
      const nextDueOn = body.nextDueOn ?? nextAuditDue(heldOn, result);
      if (nextDueOn <= heldOn) throw invalid('nextDueOn', `must be after ${heldOn}`);
      await manager.query(
        `UPDATE site_audit SET status = 'held', held_on = $2, result = $3, auditor = $4, note = $5, next_due_on = $6, version = version + 1
         WHERE id = $1`,
        [id, heldOn, result, auditor, note ?? null, nextDueOn],
      );
      for (const { severity, finding, dueOn = findingDue(heldOn, severity) } of findings)
        await manager.query(
          `INSERT INTO site_finding (id, audit_id, site_id, severity, finding, due_on) VALUES ($1, $2, $3, $4, $5, $6)`,
          [uuidv7(), id, siteId, severity, finding, dueOn],
        );
      return this.lists.one(id, caller);
    });
  }

  cancel(id: string, reason: string, seen: Seen, caller: Actor): Promise<AuditView> {
    return this.transactions.run(async (manager) => {
      await this.planned(manager, id, seen);
      await manager.query(
        `UPDATE site_audit SET status = 'cancelled', note = $2, version = version + 1 WHERE id = $1`,
        [...[id, reason]],
      );
      return this.lists.one(id, caller);
    });
  }

  /** Settled once: 409 for what is settled already. */
  settle(id: string, settlement: string): Promise<FindingView> {
    return this.transactions.run(async (manager) => {
      const [found] = await manager.query<{ siteId: string; settled: boolean }[]>(
        `SELECT site_id AS "siteId", settled_on IS NOT NULL AS settled FROM site_finding WHERE id = $1 FOR UPDATE`,
        [id],
      );
      if (!found) throw notFound('finding', id);
      if (found.settled) throw new Problem('conflict', `finding ${id} is settled already`);
      const today = await this.today(manager, await siteOf(manager, found.siteId));
      const [rows] = await manager.query<[{ view: FindingView }[], number]>(
        `UPDATE site_finding SET settled_on = $2, settlement = $3 WHERE id = $1
         RETURNING json_build_object('id', id, 'severity', severity, 'finding', finding, 'dueOn', due_on, 'settledOn', settled_on,
           'settlement', settlement) AS view`,
        [id, today, settlement],
      );
      const [row] = rows;
      if (!row) throw notFound('finding', id);
      return row.view;
    });
  }

  /** Locks an audit that is planned; answers whose it is. */
  private async planned(manager: EntityManager, id: string, seen: Seen): Promise<string> {
    const [audit] = await manager.query<{ siteId: string; status: string; version: number }[]>(
      `SELECT site_id AS "siteId", status, version FROM site_audit WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!audit) throw notFound('audit', id);
    if (audit.status !== 'planned')
      throw new Problem(
        'illegal-transition',
        `audit ${id} is ${audit.status}: only one that is planned can be changed`,
      );
    requireVersion(audit.version, seen);
    return audit.siteId;
  }

  private async today(manager: EntityManager, { timeZone }: Site): Promise<string> {
    const [row] = await manager.query<[{ day: string }]>(
      `SELECT ($1::timestamptz AT TIME ZONE $2)::date::text AS day`,
      [...[this.clock.now(), timeZone]],
    );
    return row.day;
  }
}

async function siteOf(manager: EntityManager, id: string): Promise<Site> {
  const site = await manager.findOneBy(Site, { id });
  if (!site) throw notFound('site', id);
  return site;
}
