import { type SendEnd, sendWaiting } from './sender.js';

type Hearer = Parameters<typeof sendWaiting>[1] & {
  /** A round of sending has ended so. */
  ended(end: SendEnd): void;
};

const firstPauseMilliseconds = 3_000;
const longestPauseMilliseconds = 60_000;
const lockName = 'callout-phone-sends';

/** Sends what waits as soon as there is something, when the network comes back, when the page is looked at again, and every now and then after a failure. */
export class Outgoing {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause = firstPauseMilliseconds;
  private running: Promise<void> | undefined;
  private wanted = false;
  private pressed = false;
  private stopped = false;

  constructor(
    private readonly userId: string,
    private readonly hearer: Hearer,
  ) {}

  private readonly ringNow = () => {
    this.pause = firstPauseMilliseconds;
    this.pressed = true;
    this.ring();
  };
  private readonly looked = () => {
    if (document.visibilityState === 'visible') this.ringNow();
  };

  start(): void {
    window.addEventListener('online', this.ringNow);
    document.addEventListener('visibilitychange', this.looked);
    this.ring();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    window.removeEventListener('online', this.ringNow);
    document.removeEventListener('visibilitychange', this.looked);
  }

  /** Something may have to be sent. */
  ring(): void {
    this.wanted = true;
    this.running ??= this.rounds().finally(() => (this.running = undefined));
  }

  private async rounds(): Promise<void> {
    while (this.wanted && !this.stopped) {
      this.wanted = false;
      clearTimeout(this.timer);
      const isPressed = this.pressed;
      this.pressed = false;
      const end = await alone(() => sendWaiting(this.userId, this.hearer, isPressed)).catch((): SendEnd => 'busy');
      if (this.stopped) return;
      this.hearer.changed();
      this.hearer.ended(end);
      if (end === 'done') this.pause = firstPauseMilliseconds;
      else if (!this.wanted) this.later();
    }
  }

  private later(): void {
    this.timer = setTimeout(() => this.ring(), this.pause);
    this.pause = Math.min(this.pause * 2, longestPauseMilliseconds);
  }
}

/** Of several windows one sends, in order; the others look again later. Without locks (no HTTPS) the keys of the steps still see to it that nothing is done twice. */
async function alone(work: () => Promise<SendEnd>): Promise<SendEnd> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(lockName, { ifAvailable: true }, (lock) => (lock ? work() : 'busy'));
}
