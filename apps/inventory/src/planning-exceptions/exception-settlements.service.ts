import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import type { ExceptionKind, PlanningException } from '../core/plan/exceptions.js';
import { isBeyond } from '../core/plan/settlement.js';
import type { ExceptionSettlementRequest } from './planning-exception.dto.js';

interface Locked {
  partId: string;
  locationId: string | null;
  kind: ExceptionKind;
  version: number;
  /** Of the settlement that counts. */
  settlementId: string | null;
}

interface About {
  partId: string;
  locationId: string;
  kinds: readonly ExceptionKind[];
}

interface Settled {
  id: string;
  kind: ExceptionKind;
  then: PlanningException['numbers'];
  now: PlanningException['numbers'];
}

/** SQL: the settlement of this exception. */
export const settlementOf = (
  exception: string,
) => `exception_settlement AS settlement ON settlement.part_id = ${exception}.part_id
  AND settlement.location_id IS NOT DISTINCT FROM ${exception}.location_id AND settlement.kind = ${exception}.kind`;

/** Settles it, or settles it anew; $1 id, $2 exception, $3 reason, $4 author, $5 now, $6 until. */
const settleException = `
  INSERT INTO exception_settlement (id, part_id, location_id, kind, reason, author, settled_at, until, numbers)
  SELECT $1::uuid, part_id, location_id, kind, $3, $4, $5, $6, numbers FROM planning_exception WHERE id = $2
  ON CONFLICT (part_id, location_id, kind) DO UPDATE SET reason = excluded.reason, author = excluded.author, settled_at = excluded.settled_at,
    until = excluded.until, numbers = excluded.numbers, returned_at = NULL, returned_because = NULL`;

/** What planners have settled by hand, until its time is over or its numbers are worse. */
@Injectable()
export class ExceptionSettlements {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async settle(
    id: string,
    { reason, until }: ExceptionSettlementRequest,
    caller: Actor,
    seen: number | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    if (until && new Date(until) <= now)
      throw invalid('until', `must be in the future, after ${now.toISOString()}, not ${until}`);
    await this.transactions.run(async (manager) => {
      const { settlementId } = await this.lock(id, seen);
      if (settlementId) throw new Problem('illegal-transition', 'the exception is settled already: reopen it first');
      const values = [uuidv7(), id, reason, caller.name, now, until ? new Date(until) : null];
      await manager.query(settleException, values);
    });
  }

  async reopen(id: string, seen: number | undefined): Promise<void> {
    await this.transactions.run(async () => {
      const { settlementId } = await this.lock(id, seen);
      if (!settlementId)
        throw new Problem('illegal-transition', 'the exception is open: there is nothing to take back');
      await this.end([settlementId], 'planner');
    });
  }

  /** Settles the exceptions of these kinds about a part at a place, as far as they are open; what a planner has settled before stays as it was said. */
  async settleAt({ partId, locationId, kinds }: About, reason: string, caller: Actor): Promise<void> {
    const { manager } = this.transactions;
    const now = this.clock.now();
    const open = await manager.query<{ id: string }[]>(
      `SELECT exception.id FROM planning_exception AS exception LEFT JOIN ${settlementOf('exception')}
       WHERE exception.part_id = $1 AND exception.location_id = $2 AND exception.kind = ANY($3::text[])
         AND (settlement.id IS NULL OR returned_at IS NOT NULL OR until <= $4) ORDER BY exception.id FOR UPDATE OF exception`,
      [partId, locationId, kinds, now],
    );
    for (const { id } of open) await manager.query(settleException, [uuidv7(), id, reason, caller.name, now, null]);
  }

  /** Takes back what counts of the settlements of these kinds about a part at a place. */
  async reopenAt({ partId, locationId, kinds }: About): Promise<void> {
    const settled = await this.transactions.manager.query<{ id: string }[]>(
      `SELECT id FROM exception_settlement WHERE part_id = $1 AND location_id = $2 AND kind = ANY($3::text[]) AND returned_at IS NULL`,
      [partId, locationId, kinds],
    );
    const ids = settled.map(({ id }) => id);
    if (ids.length > 0) await this.end(ids, 'planner');
  }

  /** After the exceptions of some parts were looked at again. */
  async returnWhatIsWorse(partIds: readonly string[]): Promise<void> {
    const settled = await this.transactions.manager.query<Settled[]>(
      `SELECT settlement.id, settlement.kind, settlement.numbers AS then, exception.numbers AS now
       FROM planning_exception AS exception JOIN ${settlementOf('exception')}
       WHERE exception.part_id = ANY($1::uuid[]) AND returned_at IS NULL`,
      [partIds],
    );
    const worse = settled.filter(({ kind, then, now }) => isBeyond(kind, then, now));
    if (worse.length > 0)
      await this.end(
        worse.map(({ id }) => id),
        'numbers',
      );
  }

  private async end(ids: readonly string[], because: 'numbers' | 'planner'): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE exception_settlement SET returned_at = $2, returned_because = $3 WHERE id = ANY($1::uuid[])`,
      [ids, this.clock.now(), because],
    );
  }

  private async lock(id: string, seen: number | undefined): Promise<Locked> {
    const [found] = await this.transactions.manager.query<Locked[]>(
      `SELECT exception.part_id AS "partId", exception.location_id AS "locationId", exception.kind, version, CASE WHEN returned_at IS NULL
         AND (until IS NULL OR until > $2) THEN settlement.id END AS "settlementId"
       FROM planning_exception AS exception LEFT JOIN ${settlementOf('exception')} WHERE exception.id = $1 FOR UPDATE OF exception`,
      [id, this.clock.now()],
    );
    if (!found) throw notFound('exception', id);
    requireVersion(found.version, seen);
    return found;
  }
}
