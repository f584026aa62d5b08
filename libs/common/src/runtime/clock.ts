import { Injectable } from '@nestjs/common';

/**
 * Business time. Every rule about offers, visits, service levels or stock asks this clock and no other;
 * sessions, tokens, leases, retries and rate limits stay on the system's clock.
 */
export abstract class Clock {
  abstract now(): Date;
}

/**
 * The later of two times: an alarm is judged by that of the clock and its own. The instance that found it due and the one that handles it may have
 * clocks that differ, and an alarm that is called early by the second one does not come again.
 */
export const laterOf = (one: Date, other: Date): Date => (one > other ? one : other);

@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is moved: for the demo's replay and for tests. Never goes back. */
export class SteppedClock extends Clock {
  private readonly watchers = new Set<(now: Date) => void>();

  constructor(private current: Date) {
    super();
  }

  now(): Date {
    return new Date(this.current);
  }

  moveTo(time: Date): void {
    if (time.getTime() < this.current.getTime()) {
      throw new Error(`the clock stands at ${this.current.toISOString()} and cannot go back to ${time.toISOString()}`);
    }
    this.current = new Date(time);
    for (const watcher of this.watchers) watcher(this.now());
  }

  /** Calls `watcher` after every move; returns how to stop that. */
  watch(watcher: (now: Date) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}
