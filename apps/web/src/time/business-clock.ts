import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { answerOf, api } from '../api/client.js';

/** Callout's time runs beside the system's, or stands still in a demo that is moved by hand. */
const runningMilliseconds = 300_000;
const steppedMilliseconds = 5_000;

interface Ticker {
  listeners: Set<() => void>;
  now: number;
  timer: ReturnType<typeof setInterval> | undefined;
  subscribe: (listener: () => void) => () => void;
}

const tickers = new Map<number, Ticker>();

/** One timer per pace, however many clocks a page shows; it stands while nobody looks. */
function tickerOf(pace: number): Ticker {
  const known = tickers.get(pace);
  if (known) return known;
  const ticker: Ticker = {
    listeners: new Set(),
    now: Date.now(),
    timer: undefined,
    subscribe(listener) {
      ticker.listeners.add(listener);
      if (!ticker.timer) {
        ticker.now = Date.now();
        ticker.timer = setInterval(() => tick(ticker), pace);
      }
      return () => {
        ticker.listeners.delete(listener);
        if (ticker.listeners.size > 0) return;
        clearInterval(ticker.timer);
        ticker.timer = undefined;
      };
    },
  };
  tickers.set(pace, ticker);
  return ticker;
}

function tick(ticker: Ticker): void {
  ticker.now = Date.now();
  for (const listener of ticker.listeners) listener();
}

/** The present business time in milliseconds, renewed at this pace. */
export function useNow(pace = 20_000): number {
  const { data } = useQuery({
    queryKey: ['clock'],
    queryFn: async ({ signal }) => {
      const { now, stepped } = await answerOf(api.GET('/api/v1/clock', { signal }));
      return { business: Date.parse(now), system: Date.now(), stepped };
    },
    refetchInterval: ({ state }) => (state.data?.stepped ? steppedMilliseconds : runningMilliseconds),
  });
  const ticker = tickerOf(pace);
  const system = useSyncExternalStore(ticker.subscribe, () => ticker.now);
  if (!data) return system;
  return data.stepped ? data.business : data.business + Math.max(0, system - data.system);
}
