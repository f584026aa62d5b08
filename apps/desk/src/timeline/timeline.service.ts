import { Injectable } from '@nestjs/common';
import { systemActor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { RequestStatus } from '#common/events/lists.js';
import { Clock } from '#common/runtime/clock.js';
import { currentContext } from '#common/runtime/context.js';
import { TimelineEntry } from './timeline-entry.entity.js';

export interface Step {
  requestId: string;
  kind: string;
  /** When it happened; now if left out. */
  at?: Date;
  from?: RequestStatus;
  to?: RequestStatus;
  data?: Record<string, unknown>;
}

/** The append-only story of each request: who did what when, and the path of its status. */
@Injectable()
export class Timeline {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Adds steps in this order, in one statement. */
  async add(...steps: Step[]): Promise<void> {
    const { kind, id, name } = currentContext()?.actor ?? systemActor;
    const now = this.clock.now();
    const rows = steps.map(({ requestId, kind: step, at, from, to, data }) => ({
      request_id: requestId,
      kind: step,
      at: at ?? now,
      from_status: from ?? null,
      to_status: to ?? null,
      data: data ?? {},
    }));
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO timeline_entry (request_id, kind, at, from_status, to_status, data, actor_kind, actor_id, actor_name)
         SELECT request_id, kind, at, from_status, to_status, data, $2, $3, $4
         FROM jsonb_to_recordset($1) AS step
           (request_id uuid, kind text, at timestamptz, from_status text, to_status text, data jsonb)`,
        [JSON.stringify(rows), kind, id, name],
      ),
    );
  }

  /** The whole story of a request, oldest first, after `seq`. */
  list(requestId: string, afterSeq: string, limit: number): Promise<TimelineEntry[]> {
    return this.transactions.run((manager) =>
      manager
        .createQueryBuilder(TimelineEntry, 'entry')
        .where('entry.requestId = :requestId AND entry.seq > :afterSeq', { requestId, afterSeq })
        .orderBy('entry.seq')
        .limit(limit)
        .getMany(),
    );
  }
}
