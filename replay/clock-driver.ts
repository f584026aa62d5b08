import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from './api.js';

export interface ClockView {
  now: string;
  stepped: boolean;
  nextDueAt?: string;
  quiet: boolean;
}

/** Somebody outside who does things in business time. */
export interface Actor {
  /** Does what is due now; answers how much that was and when there is more to do. */
  runUntil(now: number): Promise<{ done: number; nextAt?: number }>;
}

const minute = 60_000;
const untilRest = { prefer: 'wait=2' };
/** The streams have told everything when the clock says that all is quiet; the simulators, in processes of their own, read it meanwhile. */
const streamMilliseconds = 2;
/** A minute of the clock in which the event path does not come to rest for so long is a fault of the server. */
const patienceMilliseconds = 180_000;

/**
 * Moves business time in whole minutes to the next one in which anything is due, but only when nothing is waiting anywhere in the event path and
 * nobody outside has anything left to do now.
 */
export class ClockDriver {
  now = 0;
  moves = 0;

  constructor(
    private readonly admin: Api,
    private readonly actors: readonly Actor[],
  ) {}

  /** Refuses a clock that runs by itself or that nobody may move. */
  async begin(): Promise<number> {
    const view = await this.admin.get<ClockView>('/clock');
    if (!view.stepped) {
      throw new Error(
        'the clock of this server runs by itself: start it with a demo plan whose clock stands, or leave --url out',
      );
    }
    this.now = Date.parse(view.now);
    return this.now;
  }

  /** Goes on until `finished` says so, asked after each minute that is done. */
  async run(finished: (idleUntil: number | undefined) => Promise<boolean> | boolean): Promise<void> {
    for (;;) {
      const nextAt = await this.settle();
      if (await finished(nextAt)) return;
      if (nextAt === undefined) return;
      await this.moveTo(Math.max(Math.ceil(nextAt / minute) * minute, this.now + minute));
    }
  }

  /** Waits for rest at this minute; answers when something is due next. */
  private async settle(): Promise<number | undefined> {
    for (;;) {
      await Promise.all(this.actors.map((actor) => actor.runUntil(this.now)));
      const dueAt = await this.quiet();
      await pause(streamMilliseconds);
      const again = await Promise.all(this.actors.map((actor) => actor.runUntil(this.now)));
      if (again.some(({ done }) => done > 0)) continue;
      const times = [
        ...again.flatMap(({ nextAt }) => (nextAt === undefined ? [] : [nextAt])),
        ...(dueAt === undefined ? [] : [dueAt]),
      ];
      return times.length > 0 ? Math.min(...times) : undefined;
    }
  }

  private async quiet(): Promise<number | undefined> {
    const until = performance.now() + patienceMilliseconds;
    for (;;) {
      const view = await this.admin.get<ClockView>('/clock', untilRest);
      if (view.quiet) return view.nextDueAt === undefined ? undefined : Date.parse(view.nextDueAt);
      if (performance.now() > until)
        throw new Error(`the event path did not come to rest at ${view.now}: see its dead letters and metrics`);
    }
  }

  private async moveTo(time: number): Promise<void> {
    await this.admin.post('/clock/move', { to: new Date(time).toISOString() }, { idempotencyKey: `clock-${time}` });
    this.now = time;
    this.moves += 1;
  }
}
