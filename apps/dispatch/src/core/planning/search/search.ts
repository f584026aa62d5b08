import { Insertion } from './insertion.js';
import type { Instance } from './instance.js';
import { Meetings } from './moves/meetings.js';
import { PlaceTied } from './moves/place-tied.js';
import { Reassign } from './moves/reassign.js';
import { RemoveStrings } from './moves/remove-strings.js';
import { Recreate } from './moves/recreate.js';
import { neighboursOf } from './neighbours.js';
import { Orders } from './orders.js';
import { Random } from './random.js';
import { settleRestock } from './restocks.js';
import { Routes } from './routes.js';
import type { Searching } from './searching.js';
import { loadSequence, sequenceLength, writeSequence, type Sequence } from './sequence.js';
import { Temperature } from './temperature.js';
import { StartOfMove } from './start-of-move.js';
import { TiedWindows } from './tied-windows.js';
import { clearUndrivable, placeAsPublished, placePinned } from './warm-start.js';

/** A search that goes on from a plan begins as cool as another one is at this share of its time. */
const warmProgress = 0.5;
/** So many steps lie between two looks at who drives which route. */
const stepsBetweenReassigning = 50;

/**
 * Ruin and recreate with simulated annealing. Anytime: `run` as many steps as there is time for, look at `bestCost`, go on or stop.
 * The same seed and the same calls give the same plan.
 */
export class Search implements Searching {
  readonly routes: Routes;
  cost: number;
  bestCost: number;
  /** Steps done. */
  steps = 0;
  readonly isDone = false;
  private readonly random: Random;
  private readonly insertion: Insertion;
  private readonly ruin: RemoveStrings;
  private readonly recreate: Recreate;
  /** Present where it matters who drives a route. */
  private readonly reassign: Reassign | undefined;
  private readonly temperature: Temperature;
  private readonly best: Int32Array;
  /** Present when visits hang on others. */
  private readonly tiedWindows: TiedWindows | undefined;
  /** It goes on from a published plan. */
  private readonly isWarm: boolean;

  constructor(
    readonly instance: Instance,
    seed: number,
  ) {
    this.isWarm = instance.published.length > 0;
    this.random = new Random(seed);
    this.routes = new Routes(instance);
    this.insertion = new Insertion(this.routes);
    this.ruin = new RemoveStrings(this.routes, neighboursOf(instance), this.random);
    this.tiedWindows = instance.ties && new TiedWindows(this.routes, instance.ties);
    const tied = this.tiedWindows && this.placeTied(this.tiedWindows);
    this.recreate = new Recreate(this.routes, this.insertion, new Orders(instance), this.random, tied);
    this.reassign = Reassign.of(this.routes, this.random);
    this.temperature = new Temperature();
    this.best = new Int32Array(sequenceLength(instance));
    placePinned(this.routes, this.insertion, tied);
    placeAsPublished(this.routes, this.insertion, instance.published, tied);
    this.recreate.run();
    clearUndrivable(this.routes, this.tiedWindows);
    this.routes.commit();
    this.tiedWindows?.commit();
    this.cost = this.totalCost();
    this.bestCost = this.cost;
    writeSequence(this.routes, this.best);
  }

  /** Does `steps` steps; `progress` 0..1 is how much of the time is used, and cools the search. */
  run(steps: number, progress: number): void {
    this.temperature.cool(this.isWarm ? warmProgress + (1 - warmProgress) * progress : progress);
    for (let step = 0; step < steps; step += 1) {
      this.step();
      this.steps += 1;
      if (this.reassign && this.steps % stepsBetweenReassigning === 0) this.changeHands(this.reassign);
    }
  }

  private step(): void {
    const { routes } = this;
    const priceBefore = this.absentPrice();
    this.ruin.run();
    this.tiedWindows?.settle();
    this.recreate.run();
    for (let index = 0; index < routes.changedCount; index += 1) settleRestock(routes, routes.changedRoute(index));
    const priceChange = this.absentPrice() - priceBefore;
    const change = routes.changeOfCost() + priceChange;
    if (priceChange === 0) this.temperature.measure(change);
    if (this.temperature.accepts(change, this.random)) {
      routes.commit();
      this.tiedWindows?.commit();
      this.go(change);
    } else {
      this.tiedWindows?.rollback();
      routes.rollback();
    }
  }

  private changeHands(reassign: Reassign): void {
    reassign.run();
    const change = this.routes.changeOfCost();
    this.routes.commit();
    this.go(change);
  }

  private go(change: number): void {
    this.cost += change;
    if (this.cost < this.bestCost - 1e-9) this.keepBest();
  }

  private placeTied(windows: TiedWindows): PlaceTied {
    const { routes, insertion, random } = this;
    const meetings = new Meetings(routes, insertion, windows, new StartOfMove(routes), random);
    return new PlaceTied(routes, insertion, windows, meetings, random);
  }

  private keepBest(): void {
    this.cost = this.totalCost();
    if (this.cost >= this.bestCost - 1e-9) return;
    this.bestCost = this.cost;
    writeSequence(this.routes, this.best);
  }

  /** Goes on from another plan, for example that of another thread or the published one. It must be feasible. */
  adopt(sequence: Sequence): void {
    loadSequence(this.routes, sequence);
    this.tiedWindows?.resume();
    this.cost = this.totalCost();
    if (this.cost < this.bestCost - 1e-9) this.keepBest();
  }

  /** The best plan so far; valid until the next call. */
  bestSequence(): Sequence {
    return this.best;
  }

  private absentPrice(): number {
    let sum = 0;
    for (let index = 0; index < this.routes.absentCount; index += 1)
      sum += this.instance.price[this.routes.absent[index] as number] as number;
    return sum;
  }

  private totalCost(): number {
    let sum = this.absentPrice();
    for (let route = 0; route < this.instance.routes; route += 1) sum += this.routes.cost[route] as number;
    return sum;
  }
}
