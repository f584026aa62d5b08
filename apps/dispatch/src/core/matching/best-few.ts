/** The best so many of what is added, best first, whatever the order in which they come. */
export class BestFew<One> {
  private readonly sorted: One[] = [];

  /** @param compare total: never 0 for two different ones. */
  constructor(
    private readonly most: number,
    private readonly compare: (one: One, other: One) => number,
  ) {}

  /** The last of them once there are as many as may be: who is not better than that is none of them. */
  get last(): One | undefined {
    return this.sorted.length >= this.most ? this.sorted.at(-1) : undefined;
  }

  get list(): readonly One[] {
    return this.sorted;
  }

  add(one: One): void {
    const { sorted, compare } = this;
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(sorted[middle] as One, one) < 0) from = middle + 1;
      else to = middle;
    }
    if (from >= this.most) return;
    sorted.splice(from, 0, one);
    if (sorted.length > this.most) sorted.pop();
  }
}
