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

  /** Adds steps in this order: written with the COMMIT, all of a transaction in one statement. */
  async add(...steps: Step[]): Promise<void> {
    const actor = currentContext()?.actor ?? systemActor;
    const now = this.clock.now();
    const rows = steps.map(({ requestId, kind, at, from, to, data }) => ({
      request_id: requestId,
      kind,
      at: at ?? now,
      from_status: from ?? null,
      to_status: to ?? null,
      data: data ?? {},
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
    }));
    await this.transactions.run(async () => {
      for (const row of rows) this.transactions.keepForCommit<object>(this, row, insertRows);
    });
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

const insertRows = (rows: readonly object[]) => [
  {
    statement: {
      text: `
      INSERT INTO timeline_entry (request_id, kind, at, from_status, to_status, data, actor_kind, actor_id, actor_name)
      SELECT * FROM jsonb_to_recordset($1) AS step (request_id uuid, kind text, at timestamptz,
        from_status text, to_status text, data jsonb, actor_kind text, actor_id uuid, actor_name text)`,
      values: [JSON.stringify(rows)],
    },
  },
];
