import { useFormat } from '../time/format.js';

interface Valued {
  valueMinor: number;
  currency: string;
}

/** What these come to together, in words: one sum for each currency. */
export function useTotal(): (items: readonly Valued[]) => string {
  const format = useFormat();
  return (items) =>
    [...Map.groupBy(items, ({ currency }) => currency)]
      .map(([currency, ones]) =>
        format.money(
          ones.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
          currency,
        ),
      )
      .join(' + ');
}

export function Totals({ proposals }: { proposals: readonly Valued[] }) {
  return <strong>{useTotal()(proposals)}</strong>;
}

/** How many of the smallest unit one of this currency has: 100 fen, 1 yen. */
export function minorUnits(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return 10 ** maximumFractionDigits;
}
