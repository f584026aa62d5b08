import { backorderCurve } from './pipeline.js';
import { basePipeline, depotState, type Method, planningMethod, type TwoEchelonItem } from './two-echelon.js';

/** Best stock of one part for one total number of units. */
export interface ItemPoint {
  units: number;
  backorders: number;
  depotStock: number;
  baseStock: number[];
}

/**
 * For 0, 1 … `mostUnits` units of one part the placement with the fewest backorders: every depot stock is tried, the rest goes to the bases one by one where
 * it saves most (Sherbrooke 2004, "Optimal Inventory Modeling of Systems", ch. 3). Only points on the lower convex hull are kept, so that savings
 * per unit fall along them.
 */
export function itemCurve(item: TwoEchelonItem, mostUnits: number, method: Method = planningMethod(item)): ItemPoint[] {
  const best: Placement[] = [];
  const totalRate = item.bases.reduce((sum, { rate }) => sum + rate, 0);
  const pipelineMean = totalRate * item.depotTime;
  const mostAtDepot = Math.min(mostUnits, Math.ceil(pipelineMean + 5 * Math.sqrt(pipelineMean) + 3));
  for (let depotStock = 0; depotStock <= mostAtDepot; depotStock += 1) {
    for (const { placement } of spreadOverBases(item, depotStock, mostUnits - depotStock, method)) {
      if (placement.backorders < (best[placement.units]?.backorders ?? Number.POSITIVE_INFINITY))
        best[placement.units] = placement;
    }
  }
  return withBaseStock(item, lowerHull(best), method);
}

/** What a number of units can do, before it is said where each of them lies. */
type Placement = Omit<ItemPoint, 'baseStock'>;

/** Where each unit lies is worked out again only for the points that are kept: copies for all of them would cost more than the search. */
function withBaseStock(item: TwoEchelonItem, hull: readonly Placement[], method: Method): ItemPoint[] {
  const points = new Map<number, ItemPoint>();
  for (const depotStock of new Set(hull.map((placement) => placement.depotStock))) {
    const wanted = new Set(hull.filter((placement) => placement.depotStock === depotStock).map(({ units }) => units));
    for (const { placement, baseStock } of spreadOverBases(
      item,
      depotStock,
      Math.max(...wanted) - depotStock,
      method,
    )) {
      if (wanted.has(placement.units)) points.set(placement.units, { ...placement, baseStock: [...baseStock] });
    }
  }
  return hull.flatMap(({ units }) => points.get(units) ?? []);
}

function* spreadOverBases(
  item: TwoEchelonItem,
  depotStock: number,
  units: number,
  method: Method,
): Generator<{ placement: Placement; baseStock: readonly number[] }> {
  const depot = depotState(item, depotStock);
  const curves = item.bases.map((base) => backorderCurve(basePipeline(base, depot, method), units + 1));
  const baseStock = curves.map(() => 0);
  let backorders = curves.reduce((sum, curve) => sum + (curve[0] ?? 0), 0);
  yield { placement: { units: depotStock, backorders, depotStock }, baseStock };
  for (let placed = 1; placed <= units; placed += 1) {
    let [chosen, saved] = [-1, 0];
    for (let index = 0; index < curves.length; index += 1) {
      const stock = baseStock[index] ?? 0;
      const saves = (curves[index]?.[stock] ?? 0) - (curves[index]?.[stock + 1] ?? 0);
      if (saves > saved) [chosen, saved] = [index, saves];
    }
    if (chosen < 0 || saved < 1e-9) return;
    baseStock[chosen] = (baseStock[chosen] ?? 0) + 1;
    backorders -= saved;
    yield { placement: { units: depotStock + placed, backorders, depotStock }, baseStock };
  }
}

/** Enough units that next to nothing is short: pipelines of all places and some deviations. */
export function enoughUnits({ depotTime, bases }: TwoEchelonItem): number {
  const pipelines = [
    bases.reduce((sum, { rate }) => sum + rate, 0) * depotTime,
    ...bases.map(({ rate, time }) => rate * time),
  ];
  return Math.ceil(pipelines.reduce((sum, mean) => sum + mean + 4 * Math.sqrt(mean) + 2, 0));
}

function lowerHull(points: readonly Placement[]): Placement[] {
  const hull: Placement[] = [];
  for (const point of points) {
    if (!point || point.backorders >= (hull.at(-1)?.backorders ?? Number.POSITIVE_INFINITY)) continue;
    while (hull.length >= 2 && slope(hull.at(-2), hull.at(-1)) >= slope(hull.at(-1), point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

const slope = (from: Placement | undefined, to: Placement | undefined): number =>
  from && to ? (to.backorders - from.backorders) / (to.units - from.units) : 0;

/** One step of the exchange curve: what has been spent, what is still short. */
export interface ExchangePoint {
  cost: number;
  backorders: number;
  /** Which part was stocked up, and to which point of its curve. */
  part: number;
  point: ItemPoint;
}

export interface PricedCurve {
  unitCost: number;
  curve: readonly ItemPoint[];
}

/**
 * System allocation: step after step the part whose next units save most backorders per money, until the budget is spent (marginal analysis; Fox 1966). Each
 * point on the way is best for what it costs: together they are the exchange curve of service against inventory value.
 */
export function exchangeCurve(parts: readonly PricedCurve[], budget: number): ExchangePoint[] {
  const at = parts.map(() => 0);
  const steps: ExchangePoint[] = [];
  let cost = 0;
  let backorders = parts.reduce((sum, { curve }) => sum + (curve[0]?.backorders ?? 0), 0);
  const queue = new Queue();
  const offer = (part: number) => {
    const [from, to] = [parts[part]?.curve[at[part] ?? 0], parts[part]?.curve[(at[part] ?? 0) + 1]];
    const unitCost = parts[part]?.unitCost ?? 0;
    if (from && to)
      queue.push({ part, worth: (from.backorders - to.backorders) / ((to.units - from.units) * unitCost) });
  };
  parts.forEach((_, part) => offer(part));
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { part } = next;
    const [from, to] = [parts[part]?.curve[at[part] ?? 0], parts[part]?.curve[(at[part] ?? 0) + 1]];
    const price = from && to ? (to.units - from.units) * (parts[part]?.unitCost ?? 0) : 0;
    if (!from || !to || cost + price > budget) continue;
    cost += price;
    backorders -= from.backorders - to.backorders;
    at[part] = (at[part] ?? 0) + 1;
    steps.push({ cost, backorders, part, point: to });
    offer(part);
  }
  return steps;
}

interface Offer {
  part: number;
  worth: number;
}

/** Binary heap, the offer that is worth most on top; equal ones by part, so that the answer does not depend on their order. */
class Queue {
  private readonly offers: Offer[] = [];

  push(offer: Offer): void {
    let index = this.offers.push(offer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.before(index, parent)) break;
      this.swap(index, parent);
      index = parent;
    }
  }

  pop(): Offer | undefined {
    const [top] = this.offers;
    const last = this.offers.pop();
    if (last && this.offers.length > 0) {
      this.offers[0] = last;
      this.sink(0);
    }
    return top;
  }

  private sink(index: number): void {
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let first = index;
      if (left < this.offers.length && this.before(left, first)) first = left;
      if (right < this.offers.length && this.before(right, first)) first = right;
      if (first === index) return;
      this.swap(index, first);
      index = first;
    }
  }

  private before(one: number, other: number): boolean {
    const [a, b] = [this.offers[one], this.offers[other]];
    return !!a && !!b && (a.worth > b.worth || (a.worth === b.worth && a.part < b.part));
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.offers[one], this.offers[other]];
    if (a && b) [this.offers[one], this.offers[other]] = [b, a];
  }
}
