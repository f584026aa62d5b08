import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { confirmsArrival, mostWrongTries } from '../core/arrival-code.js';
import { RequestLists } from '../requests/request-lists.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { ArrivalCodeView, TellArrivalCode } from './arrival-code.dto.js';
import { ArrivalCode } from './arrival-code.entity.js';

/**
 * The code at the door: the customer gets it when the technician leaves, the technician enters it on arrival. It shows that the two have met. It stands in no
 * event and on no timeline: sites and technicians read those.
 */
@Injectable()
export class ArrivalCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly requests: RequestLists,
    private readonly timeline: Timeline,
  ) {}

  /** The code of this visit: made at the first call, the same at every other. */
  give(requestId: string, visitId: string): Promise<string> {
    return this.transactions.run(async (manager) => {
      const fresh = String(randomInt(1_000_000)).padStart(6, '0');
      const [row] = await prepared<{ code: string }>(manager, giveOnce, [visitId, requestId, fresh, this.clock.now()]);
      return row?.code ?? fresh;
    });
  }

  of(visitId: string): Promise<ArrivalCode | undefined> {
    return this.transactions.run(
      async (manager) => (await selectRows(manager, ArrivalCode, 'visit_id = $1', [visitId]))[0],
    );
  }

  /** A wrong code is an answer and no error, so that it is counted; five of them end the tries. */
  tell(requestId: string, { visitId, code }: TellArrivalCode, caller: Actor): Promise<ArrivalCodeView> {
    return this.transactions.run(async (manager) => {
      await this.requests.visible(requestId, caller);
      const where = 'visit_id = $1 AND request_id = $2 FOR NO KEY UPDATE';
      const [row] = await selectRows(manager, ArrivalCode, where, [visitId, requestId]);
      if (!row)
        throw new Problem(
          'conflict',
          `the customer has no code for visit ${visitId} yet: report first that you are on the way`,
        );
      if (row.confirmedAt || row.wrongTries >= mostWrongTries) return viewOf(row);
      if (code === row.code) {
        row.confirmedAt = this.clock.now();
        await updateRow(manager, ArrivalCode, { visitId }, { confirmedAt: row.confirmedAt });
        await this.timeline.add({ requestId, kind: 'arrival_confirmed', data: { visitId } });
      } else {
        row.wrongTries += 1;
        await updateRow(manager, ArrivalCode, { visitId }, { wrongTries: row.wrongTries });
      }
      return viewOf(row);
    });
  }

  /** Whether a code of this request was entered about when the technician says that he arrived. */
  confirms(requestId: string, arrivedAt: Date): Promise<boolean> {
    return this.transactions.run(async (manager) => {
      const rows = await selectRows(manager, ArrivalCode, 'request_id = $1 AND confirmed_at IS NOT NULL', [requestId]);
      return rows.some(({ confirmedAt }) => confirmedAt !== null && confirmsArrival(confirmedAt, arrivedAt));
    });
  }
}

/** The second statement sees what the first has found there. */
const giveOnce = `
  WITH made AS (
    INSERT INTO arrival_code (visit_id, request_id, code, given_at)
    SELECT $1::uuid, request.id, $3::text, $4::timestamptz FROM service_request request WHERE request.id = $2
    ON CONFLICT (visit_id) DO NOTHING RETURNING code
  )
  SELECT code FROM made UNION ALL SELECT code FROM arrival_code WHERE visit_id = $1::uuid LIMIT 1`;

function viewOf({ visitId, wrongTries, confirmedAt }: ArrivalCode): ArrivalCodeView {
  return {
    visitId,
    confirmed: confirmedAt !== null,
    ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
    triesLeft: Math.max(0, mostWrongTries - wrongTries),
  };
}
