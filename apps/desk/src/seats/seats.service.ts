import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { Problem } from '#common/http/problems.js';
import { requireSeen } from '#common/http/seen-version.js';
import { Clock } from '#common/runtime/clock.js';
import { CallQueue } from '../calls/call-queue.service.js';
import { SeatRows } from './seat-rows.service.js';
import type { SaveSeat, SeatView } from './seat.dto.js';
import { Seat } from './seat.entity.js';

const mostSeats = 500;

/** The seats of the call centre, and who sits where. */
@Injectable()
export class Seats {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rows: SeatRows,
    private readonly queue: CallQueue,
  ) {}

  /** All of them by their code, with their calls. */
  list(): Promise<SeatView[]> {
    return this.transactions.run(async (manager) => {
      const seats = await manager.find(Seat, { order: { code: 'ASC' }, take: mostSeats });
      const calls = await this.rows.callsAt(seats.map(({ code }) => code));
      const callOf = new Map(calls.map(({ code, id }) => [code, id]));
      return seats.map((seat) => seatView(seat, callOf.get(seat.code)));
    });
  }

  /** Who sits down or leaves makes a new version too: what may be changed depends on it. */
  save(code: string, { name, kind, extension, active = true }: SaveSeat, seen: number | undefined): Promise<SeatView> {
    return this.transactions.run(async (manager) => {
      await this.rows.alone();
      const known = await manager.findOneBy(Seat, { code });
      if (known?.agentId && (kind !== known.kind || !active))
        throw new Problem('conflict', `${known.agentName} sits at seat ${code}: it changes when nobody does`);
      requireSeen(known?.version, seen);
      if (!known && (await manager.count(Seat)) >= mostSeats)
        throw new Problem('conflict', `there are ${mostSeats} seats already: change one that is not used`);
      const version = (known?.version ?? 0) + 1;
      await manager.upsert(Seat, { code, name, kind, extension: extension ?? null, active, version }, ['code']);
      await this.rows.tell(code);
      return this.view(code);
    });
  }

  /** The caller sits down, and is given a call if one waits. */
  take(code: string, caller: Actor): Promise<SeatView> {
    return this.transactions.run(async (manager) => {
      await this.rows.alone();
      const seat = await this.rows.get(code);
      if (seat.agentId === caller.id) return this.view(code);
      if (!seat.active) throw new Problem('conflict', `seat ${code} is not in use any more: take another one`);
      if (seat.agentId) throw new Problem('conflict', `${seat.agentName} sits at seat ${code}: take another one`);
      const other = await this.rows.ofAgent(caller.id);
      if (other) throw new Problem('conflict', `you sit at seat ${other.code}: leave it first`);
      const now = this.clock.now();
      const taken = { agentId: caller.id, agentName: caller.name, takenAt: now, freeSince: now };
      await manager.update(Seat, { code }, { ...taken, version: seat.version + 1 });
      await this.rows.tell(code);
      await this.queue.give();
      return this.view(code);
    });
  }

  /** Who sits there leaves; a supervisor may clear a seat whose agent forgot to. */
  leave(code: string, caller: Actor): Promise<SeatView> {
    return this.transactions.run(async () => {
      await this.rows.alone();
      const seat = await this.rows.get(code);
      if (
        seat.agentId &&
        seat.agentId !== caller.id &&
        !caller.roles.some((role) => role === 'supervisor' || role === 'admin')
      )
        throw new Problem(
          'forbidden',
          `${seat.agentName} sits at seat ${code}: only they or a supervisor can leave it`,
        );
      if ((await this.rows.stateOf(seat)).isBusy)
        throw new Problem('conflict', `seat ${code} has a call: end or transfer it first`);
      await this.rows.leave(code);
      return this.view(code);
    });
  }

  private async view(code: string): Promise<SeatView> {
    const [call] = await this.rows.callsAt([code]);
    return seatView(await this.rows.get(code), call?.id);
  }
}

function seatView(
  { code, name, kind, extension, active, agentId, agentName, takenAt, version }: Seat,
  callId?: string,
): SeatView {
  return {
    code,
    name,
    kind,
    ...(extension && { extension }),
    active,
    ...(agentId && { agentId, agentName: agentName ?? '' }),
    ...(takenAt && { takenAt: takenAt.toISOString() }),
    ...(callId && { callId }),
    version,
  };
}
