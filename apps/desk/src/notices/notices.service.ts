import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { RepairOrderCannotComplete } from '#common/events/repair-order-cannot-complete.js';
import type { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import type { ReservationDelayed } from '#common/events/reservation-delayed.js';
import type { VisitEnRoute } from '#common/events/visit-en-route.js';
import type { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import type { VisitScheduled } from '#common/events/visit-scheduled.js';
import { Clock } from '#common/runtime/clock.js';
import type { NoticeData, NoticeKind } from '../core/notices/notice-text.js';
import { DeskSettings } from '../settings.js';
import { NoticeSender } from './notice-sender.js';

interface About {
  requestId: string;
  repairOrderId: string;
}

/** Writes down what a customer shall be told of a fact, once per fact and kind. Where mail is configured, the sender takes it from there. */
@Injectable()
export class Notices {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: DeskSettings,
    private readonly sender: NoticeSender,
  ) {}

  scheduled({ start, finish, window, ...about }: VisitScheduled, eventId: string): Promise<void> {
    return this.promised(about, eventId, { from: window?.from ?? start, to: window?.to ?? finish });
  }

  /** A visit that moves within what the customer was told last is no news. */
  async rescheduled({ start, finish, window, ...about }: VisitRescheduled, eventId: string): Promise<void> {
    const [from, to] = [window?.from ?? start, window?.to ?? finish];
    const [last] = await this.transactions.run((manager) =>
      prepared<{ from: string; to: string }>(manager, lastTold, [about.requestId]),
    );
    if (last?.from === from && last.to === to) return;
    await this.promised(about, eventId, { from, to, changed: true });
  }

  /** `code`: what the customer tells the technician at the door. */
  enRoute({ eta, ...about }: VisitEnRoute, eventId: string, code: string): Promise<void> {
    return this.write('on_the_way', about, eventId, { code, ...(eta && { eta }) });
  }

  /** Only a site's acceptance is news: a visit says more. */
  async orderIs(event: RepairOrderStatusChanged, eventId: string): Promise<void> {
    if (event.to === 'accepted' && event.from === 'offered') await this.write('accepted', event, eventId);
  }

  finished(about: About, eventId: string): Promise<void> {
    return this.write('finished', about, eventId);
  }

  notRepaired({ reason, ...about }: RepairOrderCannotComplete, eventId: string): Promise<void> {
    return this.write('not_repaired', about, eventId, { reason });
  }

  delayed({ availableAt, ...about }: ReservationDelayed, eventId: string): Promise<void> {
    return this.write('part_late', about, eventId, { availableAt });
  }

  /** Of two times that were promised in one night the customer hears the second alone. */
  private async promised(about: About, eventId: string, data: NoticeData): Promise<void> {
    if (this.settings.mail) {
      await this.transactions.run(async (manager) => prepared(manager, overtake, [about.requestId, eventId]));
    }
    await this.write('window', about, eventId, data);
  }

  private write(kind: NoticeKind, about: About, eventId: string, data: NoticeData = {}): Promise<void> {
    const state = this.settings.mail ? 'waiting' : 'logged';
    const values = [uuidv7(), eventId, kind, about.requestId, about.repairOrderId, data, state, this.clock.now()];
    return this.transactions.run(async (manager) => {
      this.transactions.meanwhile(prepared(manager, writeOnce, values));
      if (state === 'waiting') this.transactions.afterCommit(() => this.sender.ring());
    });
  }
}

/** What is on its way already is not called back. */
const overtake = `
  UPDATE notice SET state = 'overtaken' WHERE request_id = $1 AND kind = 'window' AND state = 'waiting' AND attempts = 0 AND event_id <> $2`;

const lastTold = `
  SELECT data ->> 'from' AS "from", data ->> 'to' AS "to" FROM notice
  WHERE request_id = $1 AND kind = 'window' AND state <> 'overtaken' ORDER BY created_at DESC, id DESC LIMIT 1`;

const writeOnce = `
  INSERT INTO notice (id, event_id, kind, request_id, repair_order_id, language, data, state, created_at, due_at)
  SELECT $1, $2, $3, request.id, $5, customer.language, $6::jsonb, $7, $8, $8
  FROM service_request request JOIN customer ON customer.id = request.customer_id WHERE request.id = $4
  ON CONFLICT (event_id, kind) DO NOTHING`;
