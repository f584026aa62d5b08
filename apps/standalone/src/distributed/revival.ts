import { Bell } from '#common/messaging/bell.js';

const firstPauseMilliseconds = 100;
const longestPauseMilliseconds = 5_000;

/** Starts something again that has ended by itself: after 0.1 s, and after twice as long with each start in vain, at most 5 s. */
export class Revival {
  /** Ends the pause that is under way. */
  private bell = new Bell();
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly name: string,
    /** Rejects with the reason if it does not come up. */
    private readonly start: () => Promise<void>,
    private readonly tell: (line: string) => void,
  ) {}

  /** It is wanted: from now on its end is an accident. */
  allow(): void {
    this.stopped = false;
  }

  /** It has ended. Does nothing where that is meant. */
  ended(reason: string): void {
    if (!this.stopped) this.running = this.revive(reason);
  }

  /** From now on its end is meant. Resolves when no start is under way any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.bell.ring();
    await this.running;
  }

  private async revive(reason: string): Promise<void> {
    const began = performance.now();
    this.bell = new Bell();
    let why = reason;
    for (let wait = firstPauseMilliseconds; ; wait = Math.min(longestPauseMilliseconds, wait * 2)) {
      this.tell(`${this.name} ended (${why}): starting it again`);
      await this.bell.wait(wait);
      if (this.stopped) return;
      try {
        await this.start();
        this.tell(`${this.name} is ready again after ${((performance.now() - began) / 1000).toFixed(1)} s`);
        return;
      } catch (error) {
        if (this.stopped) return;
        why = (error as Error).message;
      }
    }
  }
}
