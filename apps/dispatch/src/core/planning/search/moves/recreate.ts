import type { Insertion } from '../insertion.js';
import type { Random } from '../random.js';
import type { Routes } from '../routes.js';
import type { Orders } from '../orders.js';
import type { PlaceTied } from './place-tied.js';

const blinkShare = 0.01;
const tiedFirstShare = 0.5;

/** Puts every absent visit, in an order drawn by chance, where it costs least; now and then it blinks and takes the second best place. */
export class Recreate {
  private readonly waiting: Int32Array;
  private readonly seenClass: Int32Array;
  private visitCount = 0;
  private untilBlink: number;

  constructor(
    private readonly routes: Routes,
    private readonly insertion: Insertion,
    private readonly orders: Orders,
    private readonly random: Random,
    private readonly tied: PlaceTied | undefined,
  ) {
    this.waiting = new Int32Array(routes.instance.visits);
    this.seenClass = new Int32Array(routes.instance.routes).fill(-1);
    this.untilBlink = this.drawBlink();
  }

  run(): void {
    const { routes, waiting } = this;
    const count = routes.absentCount;
    for (let index = 0; index < count; index += 1) waiting[index] = routes.absent[index] as number;
    this.orders.sort(waiting, count, this.random);
    if (this.tied) this.runWithTied(this.tied, count);
    else for (let index = 0; index < count; index += 1) this.place(waiting[index] as number);
  }

  /** Half of the time the tied visits come first: they find it hardest. */
  private runWithTied(tied: PlaceTied, count: number): void {
    const { waiting } = this;
    tied.begin();
    if (this.random.next() < tiedFirstShare)
      for (let index = 0; index < count; index += 1)
        if (tied.isTied(waiting[index] as number)) tied.place(waiting[index] as number);
    for (let index = 0; index < count; index += 1) {
      const visit = waiting[index] as number;
      if (tied.isTied(visit)) tied.place(visit);
      else this.place(visit);
    }
    tied.end();
  }

  private place(visit: number): void {
    const { routes, insertion } = this;
    const { triedFrom, tried, routeClass, price } = routes.instance;
    this.visitCount += 1;
    let best = price[visit] as number;
    let bestRoute = -1;
    let bestMove = 0;
    const last = triedFrom[visit + 1] as number;
    for (let at = triedFrom[visit] as number; at < last; at += 1) {
      const route = tried[at] as number;
      if (routes.length[route] === 2) {
        const kind = routeClass[route] as number;
        if (this.seenClass[kind] === this.visitCount) continue;
        this.seenClass[kind] = this.visitCount;
      }
      if (insertion.isKnownDearer(at, route, best)) continue;
      insertion.find(visit, at);
      if (insertion.cost >= best) continue;
      this.untilBlink -= 1;
      const blinks = this.untilBlink < 0;
      if (blinks) this.untilBlink = this.drawBlink();
      const cost = blinks ? insertion.secondCost : insertion.cost;
      if (cost >= best) continue;
      best = cost;
      bestRoute = route;
      bestMove = blinks ? insertion.secondMove : insertion.move;
    }
    if (bestRoute >= 0) insertion.apply(visit, bestRoute, bestMove);
  }

  /** How many places are looked at before the next is overlooked. */
  private drawBlink(): number {
    return Math.floor(Math.log(1 - this.random.next()) / Math.log(1 - blinkShare));
  }
}
