import { isDatabaseUnavailable } from '../database/errors.js';
import { logger } from '../runtime/logger.js';
import { Bell } from './bell.js';

/** How long to sleep unless rung: what one turn of a loop answers. */
export type Pause = number;

const pauseAfterError = 500;
const turnsBetweenReports = 100;

/** Something outside is away: worth a warning, nobody's mistake. */
export class Unavailable extends Error {}

/** Takes turns for as long as it is open: relay, inbox workers, timers are loops. An error ends the turn, never the loop. */
export class Loop {
  private readonly bell = new Bell();
  private running: Promise<void> | undefined;
  private open = false;
  private failures = 0;

  constructor(
    private readonly name: string,
    private readonly turn: () => Promise<Pause>,
  ) {}

  start(): void {
    if (this.running) return;
    this.open = true;
    this.running = this.run();
  }

  ring(): void {
    this.bell.ring();
  }

  /** Resolves when the turn that is under way has ended. */
  async stop(): Promise<void> {
    this.open = false;
    this.bell.ring();
    await this.running;
    this.running = undefined;
  }

  private async run(): Promise<void> {
    while (this.open) {
      const pause = await this.turn().then(
        (asked) => this.recovered(asked),
        (error: unknown) => this.report(error),
      );
      if (this.open && pause > 0) await this.bell.wait(pause);
    }
  }

  private recovered(pause: Pause): Pause {
    if (this.failures > 0) logger.info(`${this.name}: works again`);
    this.failures = 0;
    return pause;
  }

  /** Says it once, and then now and again while it lasts. */
  private report(error: unknown): Pause {
    if (this.failures % turnsBetweenReports === 0) {
      if (error instanceof Unavailable) logger.warn(`${this.name}: ${error.message}: trying again`);
      else if (isDatabaseUnavailable(error)) logger.warn(`${this.name}: the database cannot be reached: trying again`);
      else logger.error({ err: error }, `${this.name}: a turn failed: trying again`);
    }
    this.failures += 1;
    return pauseAfterError;
  }
}
