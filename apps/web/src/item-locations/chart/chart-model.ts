import type { ExpectedOrder, ForecastDetail, Movement, PlanningOverride } from '../queries.js';

/** One period of the chart, past or to come. */
export interface ChartPeriod {
  /** Milliseconds; `to` is where the next one begins. */
  from: number;
  to: number;
  /** Pieces that were wanted; only of the past. */
  wanted?: number;
  /** What may be wanted; only of what is to come. */
  ahead?: { mean: number; low: number; high: number; likely: number };
  /** On the shelf at its end; of the past as far as the ledger was read. */
  onHand?: number;
  /** Expected at its end: what is free less the mean, plus what is due by then; never below 0. */
  expected?: number;
}

export type EventKind = 'due' | 'received' | 'counted' | 'override' | 'overrideEnds' | 'planned';

export interface ChartEvent {
  at: number;
  kind: EventKind;
  /** Pieces of an order or a correction. */
  pieces?: number;
  override?: PlanningOverride['kind'];
}

export interface ChartModel {
  periods: ChartPeriod[];
  events: ChartEvent[];
  now: number;
  reorderPoint: number;
  orderUpTo: number;
}

export interface ChartSources {
  forecast: ForecastDetail;
  stock: { onHand: number; reserved: number; backordered: number };
  orders: readonly ExpectedOrder[];
  overrides: readonly PlanningOverride[];
  /** The newest ones, in any order. */
  movements: readonly Movement[];
  /** Whether `movements` are all that there ever were. */
  hasAllMovements: boolean;
  now: number;
  /** So many of the latest periods of history. */
  most: number;
}

const dayMilliseconds = 86_400_000;

/** What a chart shows, in pieces and milliseconds. */
export function chartOf(sources: ChartSources): ChartModel {
  const { forecast, now, most } = sources;
  const length = forecast.periodDays * dayMilliseconds;
  const onHandAt = onHandOf(sources);
  const past = forecast.history.slice(-most).map(({ from, pieces }): ChartPeriod => {
    const start = Date.parse(from);
    const onHand = onHandAt(Math.min(start + length, now));
    return { from: start, to: start + length, wanted: pieces, ...(onHand !== undefined && { onHand }) };
  });
  const periods = [...past, ...aheadOf(sources)];
  const [first, last] = [periods[0]?.from ?? now, periods.at(-1)?.to ?? now];
  return {
    periods,
    events: eventsOf(sources).filter(({ at }) => at >= first && at <= last),
    now,
    reorderPoint: forecast.policy.reorderPoint,
    orderUpTo: forecast.policy.orderUpTo,
  };
}

function aheadOf({ forecast, stock, orders, now }: ChartSources): ChartPeriod[] {
  const free = stock.onHand - stock.reserved - stock.backordered;
  const coming = orders.filter(({ status }) => status !== 'received');
  let used = 0;
  return forecast.bands.map(({ from, days, mean, quantiles }) => {
    const start = Date.parse(from);
    const to = start + days * dayMilliseconds;
    const at = (wished: number) => quantiles.find(({ probability }) => probability === wished)?.pieces ?? mean;
    const ahead = { mean, low: at(0.1), high: at(0.9), likely: at(0.95) };
    if (to <= now) return { from: start, to, ahead };
    used += (mean * (to - Math.max(start, now))) / (to - start);
    const due = coming.reduce((sum, one) => sum + (Date.parse(one.eta) <= to ? one.quantity - one.received : 0), 0);
    return { from: start, to, ahead, expected: Math.max(0, free - used + due) };
  });
}

/** How much lay on the shelf at an instant: what lies there now without what came since. Undefined before the oldest movement that was read. */
function onHandOf({ stock, movements, hasAllMovements }: ChartSources): (at: number) => number | undefined {
  const moves = movements
    .map(({ at, quantity }) => ({ at: Date.parse(at), quantity }))
    .toSorted((one, other) => other.at - one.at);
  const oldest = hasAllMovements ? Number.NEGATIVE_INFINITY : (moves.at(-1)?.at ?? Number.POSITIVE_INFINITY);
  return (at) => {
    if (at < oldest) return undefined;
    return moves.reduce((sum, move) => (move.at > at ? sum - move.quantity : sum), stock.onHand);
  };
}

function eventsOf({ forecast, orders, overrides, movements }: ChartSources): ChartEvent[] {
  const events: ChartEvent[] = [
    { at: Date.parse(forecast.computedAt), kind: 'planned' },
    ...orders.map(({ status, eta, receivedAt, quantity, received }): ChartEvent =>
      status === 'received'
        ? { at: Date.parse(receivedAt ?? eta), kind: 'received', pieces: quantity }
        : { at: Date.parse(eta), kind: 'due', pieces: quantity - received },
    ),
    ...overrides.flatMap(({ kind, enteredAt, endsAt, endedAt }): ChartEvent[] => {
      const end = endedAt ?? endsAt;
      return [
        { at: Date.parse(enteredAt), kind: 'override', override: kind },
        ...(end ? [{ at: Date.parse(end), kind: 'overrideEnds' as const, override: kind }] : []),
      ];
    }),
    ...movements
      .filter(({ kind }) => kind === 'adjustment')
      .map(({ at, quantity }): ChartEvent => ({ at: Date.parse(at), kind: 'counted', pieces: quantity })),
  ];
  return events.toSorted((one, other) => one.at - other.at);
}
