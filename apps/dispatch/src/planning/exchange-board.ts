/**
 * The best plan of all threads in shared memory: anyone may post a better one and take what is there. A lock of one word guards it; it is
 * held for microseconds, and who does not get it at once goes on searching.
 */
export class ExchangeBoard {
  private readonly lock: Int32Array;
  private readonly cost: Float64Array;
  private readonly sequence: Int32Array;

  constructor(readonly memory: SharedArrayBuffer) {
    this.lock = new Int32Array(memory, 0, 2);
    this.cost = new Float64Array(memory, 8, 1);
    this.sequence = new Int32Array(memory, 16);
  }

  /** Tells all threads to end with what they have. */
  stop(): void {
    Atomics.store(this.lock, 1, 1);
  }

  get isStopped(): boolean {
    return Atomics.load(this.lock, 1) === 1;
  }

  /** Memory for sequences of this length; nothing posted. */
  static memoryFor(length: number): SharedArrayBuffer {
    const memory = new SharedArrayBuffer(16 + 4 * length);
    new Float64Array(memory, 8, 1)[0] = Infinity;
    return memory;
  }

  /**
   * Posts a plan if it is the best so far; copies a better one into `into`. Answers the cost of what it copied, or Infinity when there is
   * nothing better or somebody else is at the board.
   */
  exchange(cost: number, sequence: Int32Array, into: Int32Array): number {
    if (Atomics.compareExchange(this.lock, 0, 0, 1) !== 0) return Infinity;
    const posted = this.cost[0] as number;
    let taken = Infinity;
    if (cost < posted) {
      this.cost[0] = cost;
      this.sequence.set(sequence);
    } else if (posted < cost) {
      into.set(this.sequence);
      taken = posted;
    }
    Atomics.store(this.lock, 0, 0);
    return taken;
  }
}
