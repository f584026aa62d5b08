const patienceMilliseconds = 3_000;

/** Too many are before the caller; the same as a pool says, so that it is answered in the same way (503). */
const tooMany = () => new Error('timeout exceeded when trying to connect: too many requests wait for the database');

/**
 * Lets only so many in at a time, the others wait in order of arrival, but not for ever. Requests pass one before they take a connection, so that under
 * any load of requests some connections are left for the event path: its work must not wait behind that of callers who only come again.
 */
export class Turnstile {
  private inside = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly most: number) {}

  async enter(): Promise<void> {
    if (this.inside < this.most) {
      this.inside += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admitted = () => {
        clearTimeout(tooLate);
        resolve();
      };
      const tooLate = setTimeout(() => {
        this.waiting.delete(admitted);
        reject(tooMany());
      }, patienceMilliseconds);
      this.waiting.add(admitted);
    });
  }

  /** Whoever has waited longest takes the place. */
  leave(): void {
    const [next] = this.waiting;
    if (!next) {
      this.inside -= 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
