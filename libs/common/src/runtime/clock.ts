import { Injectable } from '@nestjs/common';

/**
 * Business time. Every rule about offers, visits, service levels or stock asks this clock and no other;
 * sessions, tokens, leases, retries and rate limits stay on the system's clock.
 */
export abstract class Clock {
  abstract now(): Date;
}

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
