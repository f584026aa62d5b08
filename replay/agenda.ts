/** What somebody means to do at a certain business time. */
interface Entry {
  at: number;
  number: number;
  act: () => Promise<void>;
}

const minute = 60_000;
/** People plan in steps of five minutes; it also lets much happen at the same business time. */
export const stepMinutes = 5;

/** The time in whole steps, at or after the given one. */
export const roundedUp = (time: number): number => Math.ceil(time / (stepMinutes * minute)) * stepMinutes * minute;

/** Things to do in business time, in order of time (a binary heap). Nothing happens by itself: `runDue` does what is due. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private count = 0;
  private active = 0;
  /** Things that went wrong, by message. */
  readonly failures = new Map<string, number>();
  done = 0;

  /** `now`: business time. */
  constructor(public now = 0) {}

  add(at: number, act: () => Promise<void>): void {
    this.heap.push({ at, number: (this.count += 1), act });
    this.siftUp(this.heap.length - 1);
  }

  /** When the next thing is to be done. */
  get nextAt(): number | undefined {
    return this.heap[0]?.at;
  }

  get size(): number {
    return this.heap.length;
  }

  get idle(): boolean {
    return this.active === 0;
  }

  /** Does everything that is due, at most `parallel` at a time, and what becomes due by it. Returns how much that was. */
  async runDue(now: number, parallel = 40): Promise<number> {
    this.now = now;
    let done = 0;
    const worker = async () => {
      for (let entry = this.takeDue(now); entry; entry = this.takeDue(now)) {
        done += 1;
        await this.run(entry);
      }
    };
    while ((this.nextAt ?? Infinity) <= now) await Promise.all(Array.from({ length: parallel }, worker));
    this.done += done;
    return done;
  }

  private async run({ act }: Entry): Promise<void> {
    this.active += 1;
    try {
      await act();
    } catch (error) {
      const reason =
        error instanceof Error ? error.message.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>') : String(error);
      this.failures.set(reason, (this.failures.get(reason) ?? 0) + 1);
    } finally {
      this.active -= 1;
    }
  }

  private takeDue(now: number): Entry | undefined {
    const [first] = this.heap;
    if (!first || first.at > now) return undefined;
    const last = this.heap.pop();
    if (last && this.heap.length > 0) {
      this.heap[0] = last;
      this.siftDown(0);
    }
    return first;
  }

  private siftUp(index: number): void {
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.swapIfBefore(child, parent)) return;
      child = parent;
    }
  }

  private siftDown(index: number): void {
    for (let parent = index; ;) {
      const left = 2 * parent + 1;
      const smaller = this.isBefore(left + 1, left) ? left + 1 : left;
      if (!this.swapIfBefore(smaller, parent)) return;
      parent = smaller;
    }
  }

  private swapIfBefore(one: number, other: number): boolean {
    if (!this.isBefore(one, other)) return false;
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a && b) [this.heap[one], this.heap[other]] = [b, a];
    return true;
  }

  private isBefore(one: number, other: number): boolean {
    const [a, b] = [this.heap[one], this.heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.number < b.number));
  }
}
