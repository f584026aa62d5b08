import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { SeatChanged } from '#common/events/seat-changed.js';
import { notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { atSeatStatuses } from '../core/calls/call-status.js';
import type { FreeSeat } from '../core/calls/call-queue.js';
import type { SeatState } from '../core/calls/call-steps.js';
import { Seat } from './seat.entity.js';

const atSeat = atSeatStatuses.map((status) => `'${status}'`).join(', ');
/** The seats that have a call: it is there, or their expert is asked about it. */
const taken = `(
  SELECT seat_code AS code, id FROM call WHERE status IN (${atSeat})
  UNION ALL SELECT expert_seat_code, id FROM call WHERE status = 'consulting' AND expert_seat_code IS NOT NULL) taken`;

/** Loads and stores seats. */
@Injectable()
export class SeatRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Which call goes to which seat depends on all of them: one transaction at a time, until it ends. */
  async alone(): Promise<void> {
    await this.transactions.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('calls of the desk', 0))`);
  }

  async get(code: string): Promise<Seat> {
    const seat = await this.transactions.manager.findOneBy(Seat, { code });
    if (!seat) throw notFound('seat', code);
    return seat;
  }

  /** Where this person sits. */
  ofAgent(agentId: string): Promise<Seat | null> {
    return this.transactions.manager.findOneBy(Seat, { agentId });
  }

  /** The seat for a step of a call, which does not count as another call itself. */
  async stateOf({ code, kind, agentId }: Seat, callId?: string): Promise<SeatState> {
    const calls = (await this.callsAt([code])).filter((call) => call.id !== callId);
    return { code, kind, isTaken: agentId !== null, isBusy: calls.length > 0 };
  }

  /** The call of each of these seats that has one. */
  callsAt(codes: readonly string[]): Promise<{ code: string; id: string }[]> {
    return this.transactions.manager.query(`SELECT code, id FROM ${taken} WHERE code = ANY($1)`, [codes]);
  }

  /** Ordinary seats at which somebody waits for a call. */
  free(): Promise<FreeSeat[]> {
    return this.transactions.manager.query(
      `SELECT code, free_since AS "freeSince" FROM seat WHERE kind = 'ordinary' AND agent_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM ${taken} WHERE taken.code = seat.code)`,
    );
  }

  /** A call has left these seats. */
  async freed(codes: readonly string[]): Promise<void> {
    if (codes.length === 0) return;
    await this.transactions.manager.query(
      `UPDATE seat SET free_since = $2 WHERE code = ANY($1) AND agent_id IS NOT NULL`,
      [codes, this.clock.now()],
    );
  }

  /** Nobody sits there any more. */
  async leave(code: string): Promise<void> {
    const [, left] = await this.transactions.manager.query<[unknown, number]>(
      `UPDATE seat SET agent_id = NULL, agent_name = NULL, taken_at = NULL, free_since = NULL, version = version + 1
       WHERE code = $1 AND agent_id IS NOT NULL`,
      [code],
    );
    if (left > 0) await this.tell(code);
  }

  /** Lets who answers calls know of a seat that has a new version. */
  async tell(code: string): Promise<void> {
    const { active, agentId, version } = await this.get(code);
    const at = this.clock.now().toISOString();
    await this.outbox.publish(SeatChanged, { code, active, isTaken: agentId !== null, at, version });
  }
}
