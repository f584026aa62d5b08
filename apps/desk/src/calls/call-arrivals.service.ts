import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { insertRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { invalid, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { openStatuses } from '../core/request-status.js';
import { ServiceRequest } from '../requests/service-request.entity.js';
import { Search } from '../search/search.service.js';
import { SeatRows } from '../seats/seat-rows.service.js';
import { CallLists } from './call-lists.service.js';
import { CallQueue } from './call-queue.service.js';
import { CallRows } from './call-rows.service.js';
import type { ArrivingCall, CallView } from './call.dto.js';
import { Call } from './call.entity.js';

const mostWaiting = 500;

/** Takes what a telephone system tells of a call that has just come in. */
@Injectable()
export class CallArrivals {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly seats: SeatRows,
    private readonly rows: CallRows,
    private readonly queue: CallQueue,
    private readonly lists: CallLists,
    private readonly search: Search,
  ) {}

  /** The call rings at a free seat or waits; told again it is the one that is there. */
  arrive(told: ArrivingCall, caller: Actor): Promise<{ call: CallView; isNew: boolean }> {
    return this.transactions.run(async (manager) => {
      await this.seats.alone();
      const { externalId } = told;
      const known = await manager.findOneBy(Call, { externalId, reportedBy: caller.id });
      if (known) return { call: await this.repeated(known, told), isNew: false };
      if ((await manager.countBy(Call, { status: 'waiting' })) >= mostWaiting)
        throw new Problem('conflict', `${mostWaiting} calls wait already: let this one hear that all are busy`);
      const call = await this.enter(told, caller);
      await this.rows.tell(call, 'arrived', { urgent: call.urgent });
      await this.queue.give();
      return { call: await this.lists.view(await manager.findOneByOrFail(Call, { id: call.id })), isNew: true };
    });
  }

  /** A system that counts anew after a restart must not get a call of yesterday. */
  private repeated(known: Call, { externalId, phone }: ArrivingCall): Promise<CallView> {
    if (known.phone !== null && known.phone !== (phone ?? null))
      throw new Problem(
        'already-exists',
        `externalId ${externalId} is a call from another number: give each call its own`,
      );
    return this.lists.view(known);
  }

  private async enter(told: ArrivingCall, caller: Actor): Promise<Call> {
    const { manager } = this.transactions;
    const request = told.requestId ? await manager.findOneBy(ServiceRequest, { id: told.requestId }) : null;
    if (told.requestId && !request) throw invalid('requestId', `there is no request ${told.requestId}`);
    const byNumber = told.phone && !request ? await this.search.callers(told.phone) : [];
    const customerIds = request ? [request.customerId] : byNumber;
    const call = Object.assign(new Call(), {
      id: uuidv7(),
      externalId: told.externalId,
      reportedBy: caller.id,
      status: 'waiting',
      urgent: told.urgent ?? (await this.isUrgent(request, customerIds)),
      phone: told.phone ?? null,
      customerIds,
      requestId: request?.id ?? null,
      seatCode: null,
      agentId: null,
      agentName: null,
      expertSeatCode: null,
      outside: null,
      arrivedAt: this.clock.now(),
      answeredAt: null,
      endedAt: null,
      endReason: null,
      lengthSeconds: null,
      recordingUrl: null,
      version: 1,
    } satisfies Call);
    await insertRow(manager, Call, call);
    return call;
  }

  /** Whether the request is urgent and open, or one of the customer is. A number of several customers says nothing. */
  private async isUrgent(request: ServiceRequest | null, customerIds: readonly string[]): Promise<boolean> {
    const [customerId, another] = customerIds;
    if (!customerId || another) return false;
    const [row] = await this.transactions.manager.query<{ urgent: boolean }[]>(
      `SELECT EXISTS (SELECT FROM service_request WHERE customer_id = $1 AND ($2::uuid IS NULL OR id = $2)
         AND status = ANY($3) AND (emergency OR priority = 'urgent')) AS urgent`,
      [customerId, request?.id ?? null, openStatuses],
    );
    return row?.urgent ?? false;
  }
}
