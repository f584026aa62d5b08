import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { given } from '../core/calls/call-queue.js';
import { SeatRows } from '../seats/seat-rows.service.js';
import { CallRows } from './call-rows.service.js';
import { Call } from './call.entity.js';

/** Calls wait here for a free ordinary seat. */
@Injectable()
export class CallQueue {
  constructor(
    private readonly transactions: Transactions,
    private readonly seats: SeatRows,
    private readonly rows: CallRows,
  ) {}

  /** Lets waiting calls ring wherever somebody is free now. The caller has calls and seats alone. */
  async give(): Promise<void> {
    const free = await this.seats.free();
    if (free.length === 0) return;
    const waiting = await this.transactions.manager.findBy(Call, { status: 'waiting' });
    for (const { call, seat } of given(waiting, free)) {
      Object.assign(call, { status: 'ringing', seatCode: seat.code });
      await this.rows.store(call);
      await this.rows.tell(call, 'given');
    }
  }
}
