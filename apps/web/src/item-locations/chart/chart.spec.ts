import type { ForecastDetail, ExpectedOrder, Movement } from '../queries.js';
import { chartOf, type ChartSources } from './chart-model.js';
import { clusters, linear, months, spread, ticksBetween, ticksUpTo } from './scale.js';

const day = (text: string) => Date.parse(text);
const quantiles = [
  { probability: 0.1, pieces: 1 },
  { probability: 0.9, pieces: 9 },
  { probability: 0.95, pieces: 11 },
];
const band = (from: string, mean: number) => ({ from, days: 7, mean, quantiles });

const forecast = {
  asOf: '2026-03-02',
  periodDays: 7,
  computedAt: '2026-03-02T10:00:00Z',
  history: [
    { from: '2026-02-16', pieces: 3 },
    { from: '2026-02-23', pieces: 0 },
  ],
  bands: [band('2026-03-02', 4), band('2026-03-09', 4), band('2026-03-16', 4)],
  policy: { reorderPoint: 6, orderUpTo: 14 },
} as unknown as ForecastDetail;

const order = (eta: string, quantity: number, received = 0) =>
  ({ eta, quantity, received, status: received < quantity ? 'ordered' : 'received' }) as ExpectedOrder;
const move = (at: string, quantity: number, kind = 'issue') => ({ at, quantity, kind }) as Movement;

const sources: ChartSources = {
  forecast,
  stock: { onHand: 10, reserved: 1, backordered: 0 },
  orders: [order('2026-03-12T00:00:00Z', 5)],
  overrides: [],
  movements: [move('2026-02-20T00:00:00Z', -3), move('2026-02-26T00:00:00Z', 8, 'adjustment')],
  hasAllMovements: true,
  now: day('2026-03-02T00:00:00Z'),
  most: 52,
};

describe('what the chart of an item-location shows', () => {
  it('is the stock of the past from the ledger, and of the coming time from what is free, needed and due', () => {
    const { periods } = chartOf(sources);
    expect(periods.map(({ wanted }) => wanted)).toEqual([3, 0, undefined, undefined, undefined]);
    expect(periods.map(({ onHand }) => onHand)).toEqual([2, 10, undefined, undefined, undefined]);
    // 9 free; 4 a week; 5 more in the second week
    expect(periods.map(({ expected }) => expected)).toEqual([undefined, undefined, 5, 6, 2]);
    expect(periods[2]?.ahead).toEqual({ mean: 4, low: 1, high: 9, likely: 11 });
  });

  it('counts only what is left of a period that has begun, and never less than nothing', () => {
    const now = day('2026-03-12T12:00:00Z'); // the middle of the second period
    const { periods } = chartOf({ ...sources, orders: [], now, stock: { onHand: 3, reserved: 0, backordered: 0 } });
    expect(periods.slice(2).map(({ expected }) => expected)).toEqual([undefined, 1, 0]);
  });

  it('says nothing of the stock before the oldest movement that is known', () => {
    const movements = [move('2026-02-26T00:00:00Z', 8)];
    const { periods } = chartOf({ ...sources, movements, hasAllMovements: false });
    expect(periods.slice(0, 2).map(({ onHand }) => onHand)).toEqual([undefined, 10]);
  });

  it('has the events of the time that it shows, in their order', () => {
    const { events } = chartOf({
      ...sources,
      orders: [order('2026-03-12T00:00:00Z', 5, 2), order('2027-01-01T00:00:00Z', 9)],
    });
    expect(events.map(({ kind, pieces }) => [kind, pieces])).toEqual([
      ['counted', 8],
      ['planned', undefined],
      ['due', 3],
    ]);
  });

  it('shows no more of the history than asked for', () => {
    expect(chartOf({ ...sources, most: 1 }).periods).toHaveLength(4);
  });
});

describe('scales', () => {
  it('end at a round number that everything fits below', () => {
    expect(ticksUpTo(7.3)).toEqual([0, 2, 4, 6, 8]);
    expect(ticksUpTo(0.012)).toEqual([0, 0.005, 0.01, 0.015]);
    expect(ticksUpTo(0)).toHaveLength(2);
    expect(ticksBetween(8_200, 19_700)).toEqual([5_000, 10_000, 15_000, 20_000]);
    expect(ticksBetween(0.71, 1)).toEqual([0.7, 0.8, 0.9, 1]);
  });

  it('name months that do not touch', () => {
    const [from, to] = [day('2025-03-10'), day('2026-03-10')];
    expect(months(from, to, linear([from, to], [0, 1200]), 60)).toHaveLength(12);
    expect(months(from, to, linear([from, to], [0, 300]), 60)).toHaveLength(4);
  });

  it('push labels apart without leaving the ground', () => {
    expect(spread([50, 52, 10], 14, 100)).toEqual([50, 64, 10]);
    expect(spread([95, 99], 14, 100)).toEqual([86, 100]);
  });

  it('put events together that would lie on each other', () => {
    expect(clusters([1, 5, 30, 33, 80], (at) => at, 14)).toEqual([[1, 5], [30, 33], [80]]);
  });
});
