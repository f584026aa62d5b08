import type { Instance } from '../instance.js';
import type { Searching } from '../searching.js';
import { sequenceLength, writeSequence, type Sequence } from '../sequence.js';
import { Exchanges, type Priced } from './exchanges.js';
import { HeldDay } from './held-day.js';
import { leastCosts } from './least-costs.js';

const tiny = 1e-9;
/** Of chains with so many changes no more are looked at than this for each change. */
const stepsAChange = 6_000;

/**
 * Few changes of a published plan that give what has no place one: a visit goes in where another stands, which goes where a third one stands, and so on
 * (ejection chains: Glover 1996; for routes Nagata & Bräysy 2009), until nothing is pushed out any more. First chains without any change, then with one, and so
 * on up to the limit; within each depth first, the cheapest exchange first, and no further where a chain can be no better than the best one known. A step is
 * one link of a chain. The same problem gives the same plan.
 */
export class ChainSearch implements Searching {
  steps = 0;
  bestCost: number;
  isDone = false;
  private readonly best: Int32Array;
  /** The best plan has no place for something that may be given one. */
  private leavesOut = false;
  private readonly day: HeldDay;
  private readonly exchanges: Exchanges;
  /** What putting a visit in costs at the least, anywhere. */
  private readonly least: Float64Array;
  private readonly seen = new Set<string>();
  /** Changes and steps allowed in the present round, and whether what stands behind others may be pushed out too. */
  private most = 0;
  private isWide = false;
  private stepsLeft = 0;
  private readonly rounds: Iterator<void>;

  constructor(private readonly instance: Instance) {
    this.day = new HeldDay(instance);
    this.exchanges = new Exchanges(this.day);
    this.least = leastCosts(instance);
    this.best = new Int32Array(sequenceLength(instance));
    this.bestCost = Infinity;
    const waiting = this.longestFirst(this.day.waiting());
    const { routes } = this.day;
    let cost = routes.cost.reduce((sum, one) => sum + one, 0);
    for (let index = 0; index < routes.absentCount; index += 1)
      if (!waiting.includes(routes.absent[index] as number)) cost += this.priceOf(routes.absent[index] as number);
    this.keep(waiting.reduce((sum, visit) => sum + this.priceOf(visit), cost));
    this.rounds = this.everyRound(waiting, cost);
  }

  run(steps: number): void {
    for (let step = 0; step < steps && !this.isDone; step += 1) {
      this.isDone = this.rounds.next().done === true;
      this.steps += 1;
    }
  }

  /** Another thread makes the same chains. */
  adopt(): void {}

  bestSequence(): Sequence {
    return this.best;
  }

  private *everyRound(waiting: readonly number[], cost: number): Generator<void> {
    if (waiting.length === 0) return;
    yield* this.upToLimit(waiting, cost);
    this.isWide = true;
    if (this.leavesOut && this.exchanges.metFree) yield* this.upToLimit(waiting, cost);
  }

  private *upToLimit(waiting: readonly number[], cost: number): Generator<void> {
    for (this.most = 0; this.most <= (this.instance.changeLimit?.most ?? 0); this.most += 1) {
      this.seen.clear();
      this.stepsLeft = stepsAChange * (this.most + 1);
      yield* this.goOn(waiting, 0, cost);
    }
  }

  /** Places what waits, after so many changes and at this cost so far. */
  private *goOn(waiting: readonly number[], changes: number, cost: number): Generator<void> {
    const [visit, ...others] = waiting;
    if (visit === undefined) {
      if (cost < this.bestCost - tiny) this.keep(cost);
      return;
    }
    if (!this.mayPay(cost, waiting) || this.stepsLeft <= 0 || this.isSeen(waiting)) return;
    this.stepsLeft -= 1;
    yield;
    const exchanges = this.exchanges.of(visit, this.most - changes, this.isWide).sort(byPushed);
    for (const exchange of exchanges) {
      if (!this.mayPay(cost + exchange.cost, others)) continue;
      const { pushed } = exchange;
      this.day.push(exchange);
      this.day.put(visit, exchange);
      const waits = this.longestFirst([...pushed, ...others]);
      yield* this.goOn(waits, changes + pushed.length, cost + exchange.cost);
      this.day.undo();
    }
    if (!this.day.hadPlace(visit)) yield* this.goOn(others, changes, cost + this.priceOf(visit));
  }

  private mayPay(cost: number, waiting: readonly number[]): boolean {
    let sum = cost;
    for (const visit of waiting) sum += Math.min(this.least[visit] as number, this.leavingOut(visit));
    return sum < this.bestCost - tiny;
  }

  private leavingOut(visit: number): number {
    return this.day.hadPlace(visit) ? Infinity : this.priceOf(visit);
  }

  private isSeen(waiting: readonly number[]): boolean {
    const state = `${this.day.changes()} ${waiting.join()}`;
    if (this.seen.has(state)) return true;
    this.seen.add(state);
    return false;
  }

  /** What takes long is the hardest to place. */
  private longestFirst(visits: readonly number[]): number[] {
    const { service } = this.instance;
    return visits.toSorted((one, other) => (service[other] as number) - (service[one] as number) || one - other);
  }

  private priceOf(visit: number): number {
    return this.instance.price[visit] as number;
  }

  private keep(cost: number): void {
    this.bestCost = cost;
    this.leavesOut = this.day.waiting().length > 0;
    writeSequence(this.day.routes, this.best);
  }
}

/** What is pushed out costs about as much elsewhere, and the change besides: fewer first, then the cheaper. */
const byPushed = (one: Priced, other: Priced) => one.pushed.length - other.pushed.length || one.cost - other.cost;
