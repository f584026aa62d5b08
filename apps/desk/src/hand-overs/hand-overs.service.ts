import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { isOpen, openStatuses } from '../core/request-status.js';
import { requestView } from '../requests/request-views.js';
import type { RequestView } from '../requests/request.dto.js';
import { RequestRows } from '../requests/request-rows.service.js';
import type { ServiceRequest } from '../requests/service-request.entity.js';
import { Timeline } from '../timeline/timeline.service.js';
import { HandOverRow } from './hand-over.entity.js';
import type { HandOver, HandOverView } from './hand-over.dto.js';

const mostListed = 200;

/** Responsibility for a request changes hands only when the new owner says yes: until then the present one has it. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rows: RequestRows,
    private readonly timeline: Timeline,
  ) {}

  /** Asks somebody to become the owner; a question that is still open is replaced. */
  ask(id: string, { ownerId, ownerName }: HandOver, caller: Actor, seen?: number): Promise<RequestView> {
    return this.change(id, seen, async (request) => {
      if (ownerId === request.ownerId)
        throw new Problem('conflict', `request ${request.number} is ${ownerName}'s already`);
      const row = { requestId: id, toId: ownerId, toName: ownerName, byId: caller.id, byName: caller.name };
      await this.transactions.manager.upsert(HandOverRow, { ...row, askedAt: this.clock.now() }, ['requestId']);
      await this.timeline.add({ requestId: id, kind: 'hand_over_asked', data: { ownerId, ownerName } });
    });
  }

  /** The person who was asked becomes the owner. */
  accept(id: string, caller: Actor, seen?: number): Promise<RequestView> {
    return this.change(id, seen, async (request) => {
      const { toId } = await this.open(request);
      if (toId !== caller.id) throw new Problem('forbidden', 'only the person who was asked can accept');
      await this.own(request, caller);
    });
  }

  /** The person who was asked says no, or who has asked takes it back; the owner stays. */
  decline(id: string, reason: string, caller: Actor, seen?: number): Promise<RequestView> {
    return this.change(id, seen, async (request) => {
      const { toId, toName, byId } = await this.open(request);
      if (![toId, byId].includes(caller.id) && !caller.roles.includes('supervisor'))
        throw new Problem('forbidden', 'only the person who was asked, who has asked or a supervisor can decline');
      await this.transactions.manager.delete(HandOverRow, { requestId: id });
      await this.timeline.add({
        requestId: id,
        kind: 'hand_over_declined',
        data: { ownerId: toId, ownerName: toName, reason },
      });
    });
  }

  /** The caller becomes the owner at once, whoever was asked. */
  take(id: string, caller: Actor, seen?: number): Promise<RequestView> {
    return this.change(id, seen, (request) => this.own(request, caller));
  }

  /** Open questions to or by the caller, the oldest first; a supervisor sees all. */
  list(caller: Actor): Promise<HandOverView[]> {
    const all = caller.roles.some((role) => role === 'supervisor' || role === 'admin');
    return this.transactions.run(async (manager) => {
      const rows = await manager.query<(Omit<HandOverView, 'askedAt'> & { askedAt: Date })[]>(
        `SELECT request_id AS "requestId", number AS "requestNumber", to_id AS "toId", to_name AS "toName", by_id AS "byId", by_name AS "byName",
           asked_at AS "askedAt" FROM hand_over JOIN service_request ON id = request_id
         WHERE status = ANY($1) AND ($2 OR $3 IN (to_id, by_id)) ORDER BY asked_at, request_id LIMIT ${mostListed}`,
        [openStatuses, all, caller.id],
      );
      return rows.map(({ askedAt, ...rest }) => ({ ...rest, askedAt: askedAt.toISOString() }));
    });
  }

  private async own(request: ServiceRequest, { id: ownerId, name: ownerName }: Actor): Promise<void> {
    const previous = request.ownerId;
    await this.transactions.manager.delete(HandOverRow, { requestId: request.id });
    Object.assign(request, { ownerId, ownerName });
    await this.rows.store(request);
    await this.timeline.add({
      requestId: request.id,
      kind: 'owner_changed',
      data: { ownerId, ownerName, ...(previous && { previous }) },
    });
    await this.rows.announce(request, request.status);
  }

  private async open({ id, number }: ServiceRequest): Promise<HandOverRow> {
    const row = await this.transactions.manager.findOneBy(HandOverRow, { requestId: id });
    if (!row) throw new Problem('conflict', `nobody is asked to take over request ${number}`);
    return row;
  }

  private change(
    id: string,
    seen: number | undefined,
    work: (request: ServiceRequest) => Promise<void>,
  ): Promise<RequestView> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(id);
      if (!isOpen(request.status))
        throw new Problem('illegal-transition', `request ${request.number} is ${request.status}`);
      requireVersion(request.version, seen);
      await work(request);
      return requestView(request);
    });
  }
}
