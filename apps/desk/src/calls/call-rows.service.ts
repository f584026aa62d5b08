import { Injectable } from '@nestjs/common';
import { systemActor } from '#common/auth/actor.js';
import { updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { CallChanged } from '#common/events/call-changed.js';
import { notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { currentContext } from '#common/runtime/context.js';
import { isOver } from '../core/calls/call-status.js';
import { SeatRows } from '../seats/seat-rows.service.js';
import { defaultSilentCallMinutes, DeskSettings } from '../settings.js';
import { Timeline } from '../timeline/timeline.service.js';
import { CallStepRow } from './call-step.entity.js';
import { Call } from './call.entity.js';

export const silentCallTimer = 'call-silent';

/** Loads calls, stores them, and tells their story: on the call, and on the timeline of its request. */
@Injectable()
export class CallRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly seats: SeatRows,
    private readonly timeline: Timeline,
    private readonly timers: Timers,
    private readonly outbox: Outbox,
    private readonly settings: DeskSettings,
  ) {}

  /** After so many minutes without a step a call is taken for lost. */
  get silentMinutes(): number {
    return this.settings.silentCallMinutes ?? defaultSilentCallMinutes;
  }

  /** The call, with all calls and seats to this transaction alone. */
  async locked(id: string): Promise<Call> {
    const call = await this.find(id);
    if (!call) throw notFound('call', id);
    return call;
  }

  /** The same for whoever can do without it. */
  async find(id: string): Promise<Call | null> {
    await this.seats.alone();
    return this.transactions.manager.findOneBy(Call, { id });
  }

  /** Writes everything that may change, as a new version. */
  async store(call: Call): Promise<void> {
    call.version += 1;
    const { id, externalId: _, reportedBy: __, arrivedAt: ___, ...columns } = call;
    await updateRow(this.transactions.manager, Call, { id }, columns);
  }

  /** Adds a step as the call stands now, and lets who answers calls know. Nothing that the retention rule would have to find again: no telephone number, no address of a recording. */
  async tell(call: Call, kind: string, more: Record<string, unknown> = {}): Promise<void> {
    const data = { ...placeOf(call), ...more };
    const { name } = currentContext()?.actor ?? systemActor;
    const at = this.clock.now();
    await this.transactions.manager.query(
      `INSERT INTO call_step (call_id, kind, at, actor_name, data) VALUES ($1, $2, $3, $4, $5)`,
      [call.id, kind, at, name, JSON.stringify(data)],
    );
    if (call.requestId)
      await this.timeline.add({ requestId: call.requestId, kind: `call_${kind}`, data: { callId: call.id, ...data } });
    await this.watch(call, at);
    await this.outbox.publish(CallChanged, changeOf(call, at));
  }

  /** Whoever has told the last step has so long to tell the next; nothing more has to come of a call that is over. */
  watch({ id, status }: Call, toldAt: Date): Promise<void> {
    if (isOver(status)) return this.timers.cancel(silentCallTimer, id);
    return this.timers.set(silentCallTimer, id, this.silentAt(toldAt));
  }

  silentAt(toldAt: Date): Date {
    return new Date(toldAt.getTime() + this.silentMinutes * 60_000);
  }

  async lastStepAt(callId: string): Promise<Date | undefined> {
    const last = await this.transactions.manager.findOne(CallStepRow, { where: { callId }, order: { seq: 'DESC' } });
    return last?.at;
  }

  /** The first steps of a call, oldest first. */
  steps(callId: string): Promise<CallStepRow[]> {
    return this.transactions.manager.find(CallStepRow, { where: { callId }, order: { seq: 'ASC' }, take: 200 });
  }
}

const changeOf = (
  { id, status, urgent, seatCode, expertSeatCode, requestId, version }: Call,
  at: Date,
): CallChanged => ({
  callId: id,
  status,
  urgent,
  ...(seatCode && { seat: seatCode }),
  ...(expertSeatCode && { expertSeat: expertSeatCode }),
  ...(requestId && { requestId }),
  at: at.toISOString(),
  version,
});

function placeOf({ seatCode, agentName, expertSeatCode, outside }: Call): Record<string, unknown> {
  return {
    ...(seatCode && { seat: seatCode }),
    ...(agentName && { agent: agentName }),
    ...(expertSeatCode && { expertSeat: expertSeatCode }),
    ...(outside && { outside: outside.name }),
  };
}
