import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { invalid, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { type CallState, type CallStep, decide, type Expert } from '../core/calls/call-steps.js';
import { isOver } from '../core/calls/call-status.js';
import { SeatRows } from '../seats/seat-rows.service.js';
import { CallLists } from './call-lists.service.js';
import { CallQueue } from './call-queue.service.js';
import { CallRequests } from './call-requests.service.js';
import { CallRows } from './call-rows.service.js';
import type { AskedExpert, CallView, EndedCall, TakenCall, UnansweredCall } from './call.dto.js';
import { Call } from './call.entity.js';

/** What happens to a call between its first ring and its end: `core/calls/call-steps.ts` decides, everything else follows from it. */
@Injectable()
export class CallSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly seats: SeatRows,
    private readonly rows: CallRows,
    private readonly queue: CallQueue,
    private readonly lists: CallLists,
    private readonly requests: CallRequests,
  ) {}

  /** An agent answers the call that rings, or takes one that waits. */
  take(id: string, { seat: code }: TakenCall, caller: Actor): Promise<CallView> {
    return this.news(id, 'take', caller, async (call) => {
      const seat = await this.seats.get(await this.seatCodeOf(caller, code));
      const isNew = await this.apply(call, { do: 'take', seat: await this.seats.stateOf(seat, id) }, 'answered');
      if (isNew) await this.requests.answered(call, caller);
    });
  }

  /** It rang in vain: it waits again, and the seat is left until its agent takes it again. */
  notAnswered(id: string, { seat }: UnansweredCall, caller: Actor): Promise<CallView> {
    return this.news(id, 'not-answered', caller, async (call) => {
      await this.requireHand(call, caller);
      await this.apply(call, { do: 'notAnswered', seatCode: seat }, 'not_answered', { seat });
    });
  }

  /** An expert is asked while the customer waits. */
  consult(id: string, asked: AskedExpert, caller: Actor): Promise<CallView> {
    return this.news(id, 'consult', caller, async (call) => {
      await this.requireHand(call, caller);
      const expert = await this.expertOf(asked, id);
      if (!expert) throw invalid('seat', 'give the seat of an expert, or outside with name and phone');
      await this.apply(call, { do: 'consult', expert }, 'consulted');
    });
  }

  /** The expert was asked; the customer is back. */
  resume(id: string, caller: Actor): Promise<CallView> {
    return this.news(id, 'resume', caller, async (call) => {
      await this.requireHand(call, caller);
      await this.apply(call, { do: 'resume' }, 'resumed');
    });
  }

  /** The customer goes to an expert; to the one who is asked, if nobody is named. */
  transfer(id: string, to: AskedExpert, caller: Actor): Promise<CallView> {
    return this.news(id, 'transfer', caller, async (call) => {
      const expert = await this.expertOf(to, id);
      const step = { do: 'transfer', ...(expert && { expert }) } as const;
      if (decide(call, step) !== 'repeated') await this.requireHand(call, caller); // who has transferred it no longer has it
      await this.apply(call, step, 'transferred');
    });
  }

  /** Somebody hung up. Told again, length and recording may be added. */
  end(id: string, { lengthSeconds, recordingUrl }: EndedCall, caller: Actor): Promise<CallView> {
    return this.change(id, async (call) => {
      await this.requireHand(call, caller);
      const wasOver = isOver(call.status);
      const now = this.clock.now();
      if (!wasOver) Object.assign(call, { endedAt: now, lengthSeconds: talkedSeconds(call, now) });
      const isAdded =
        (lengthSeconds ?? call.lengthSeconds) !== call.lengthSeconds ||
        (recordingUrl ?? call.recordingUrl) !== call.recordingUrl;
      Object.assign(call, {
        lengthSeconds: lengthSeconds ?? call.lengthSeconds,
        recordingUrl: recordingUrl ?? call.recordingUrl,
      });
      const facts = {
        ...(call.lengthSeconds !== null && { lengthSeconds: call.lengthSeconds }),
        recorded: call.recordingUrl !== null,
      };
      if (!wasOver) await this.apply(call, { do: 'end' }, 'ended', facts);
      else if (isAdded) {
        await this.rows.store(call);
        await this.rows.tell(call, 'recorded', facts);
      }
    });
  }

  /** Ends a call of which nothing has been told for so long. How long they talked nobody knows. */
  async giveUp(call: Call, silentMinutes: number): Promise<void> {
    Object.assign(call, { endedAt: this.clock.now(), endReason: 'silent' });
    const reason = `nothing was told of the call for ${silentMinutes} minutes`;
    await this.apply(call, { do: 'end' }, 'ended', { reason });
  }

  /** A step that comes too late for a call that was given up is no fault of who tells it, and refused it might be told for ever: it is only noted. */
  private news(id: string, step: string, { kind }: Actor, work: (call: Call) => Promise<void>): Promise<CallView> {
    return this.change(id, (call) =>
      kind === 'key' && call.endReason === 'silent' ? this.noteLate(call, step) : work(call),
    );
  }

  private async noteLate(call: Call, step: string): Promise<void> {
    const noted = (await this.rows.steps(call.id)).some(
      ({ kind, data }) => kind === 'told_late' && data['step'] === step,
    );
    if (!noted) await this.rows.tell(call, 'told_late', { step });
  }

  private change(id: string, work: (call: Call) => Promise<void>): Promise<CallView> {
    return this.transactions.run(async (manager) => {
      await work(await this.rows.locked(id));
      return this.lists.view(await manager.findOneByOrFail(Call, { id })); // it may ring elsewhere by now
    });
  }

  /** False when it is so already. */
  private async apply(call: Call, step: CallStep, kind: string, facts: Record<string, unknown> = {}): Promise<boolean> {
    const decision = decide(call, step);
    if (decision === 'repeated') return false;
    if ('refused' in decision)
      throw new Problem('illegal-transition', `call ${call.externalId}: ${decision.refused}`, { state: call.status });
    const before = seatsOf(call);
    Object.assign(call, decision.next, await this.agentAt(call, decision.next));
    if (call.status === 'talking') call.answeredAt ??= this.clock.now();
    await this.rows.store(call);
    await this.rows.tell(call, isOver(call.status) ? call.status : kind, facts);
    const after = seatsOf(call);
    await this.seats.freed(before.filter((code) => !after.includes(code)));
    if (step.do === 'notAnswered') await this.seats.leave(step.seatCode);
    await this.queue.give();
    return true;
  }

  /** Who has the call now; after its end and outside, who had it last. */
  private async agentAt(call: Call, { status, seatCode }: CallState): Promise<Pick<Call, 'agentId' | 'agentName'>> {
    const { agentId, agentName } = call;
    if (status === 'waiting' || status === 'ringing') return { agentId: null, agentName: null };
    if (status !== 'talking' || seatCode === null) return { agentId, agentName };
    const seat = await this.seats.get(seatCode);
    return { agentId: seat.agentId, agentName: seat.agentName };
  }

  /** A person answers where they sit; a telephone system says where it was. */
  private async seatCodeOf({ id, kind }: Actor, code: string | undefined): Promise<string> {
    if (kind === 'key') {
      if (code === undefined) throw invalid('seat', 'is needed: at which seat was the call answered');
      return code;
    }
    const own = await this.seats.ofAgent(id);
    if (!own) throw new Problem('conflict', 'you sit at no seat: take one first');
    if (code !== undefined && code !== own.code)
      throw new Problem('forbidden', `you sit at seat ${own.code}, not at ${code}: leave seat out`);
    return own.code;
  }

  private async expertOf({ seat, outside }: AskedExpert, callId: string): Promise<Expert | undefined> {
    if (seat !== undefined && outside) throw invalid('outside', 'give either seat or outside');
    if (outside) return { outside: { name: outside.name, phone: outside.phone } };
    return seat === undefined ? undefined : { seat: await this.seats.stateOf(await this.seats.get(seat), callId) };
  }

  /** Who has the call, or is asked about it, may go on with it; so may a supervisor, and the telephone system that tells of it. */
  private async requireHand(call: Call, { id, kind, roles }: Actor): Promise<void> {
    if (kind === 'key' || roles.some((role) => role === 'supervisor' || role === 'admin')) return;
    if (call.agentId === id) return;
    const own = await this.seats.ofAgent(id);
    if (own && [call.seatCode, call.expertSeatCode].includes(own.code)) return;
    const where = call.seatCode ? `at seat ${call.seatCode}` : 'at no seat';
    throw new Problem(
      'forbidden',
      `call ${call.externalId} is ${where}: only who sits there or a supervisor can do this`,
    );
  }
}

/** Seats that have the call. */
const seatsOf = ({ status, seatCode, expertSeatCode }: Call): string[] =>
  isOver(status) ? [] : [seatCode, expertSeatCode].flatMap((code) => (code === null ? [] : [code]));

/** From the first answer to the end; null if nobody answered. */
const talkedSeconds = ({ answeredAt }: Call, endedAt: Date): number | null =>
  answeredAt && Math.round((endedAt.getTime() - answeredAt.getTime()) / 1000);
