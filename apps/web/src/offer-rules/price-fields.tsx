import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import type { Draft } from './draft.js';

interface PriceFieldsProps {
  prices: Draft['prices'];
  problem: Problem | null;
  onChange: (prices: Draft['prices']) => void;
}

const mostPrices = 20;

/** The most that is taken at once, currency by currency. */
export function PriceFields({ prices, problem, onChange }: PriceFieldsProps) {
  const { offerRules: texts } = useTexts();
  const set = (at: number, part: Partial<Draft['prices'][number]>) =>
    onChange(prices.map((price, index) => (index === at ? { ...price, ...part } : price)));
  return (
    <>
      <h3>{texts.prices}</h3>
      <p className="muted">{texts.pricesHint}</p>
      {prices.map(({ currency, most }, index) => (
        <div className="filters" key={index}>
          <Field label={texts.currency} name={`counter.prices[${index}].currency`} problem={problem}>
            <input
              value={currency}
              maxLength={3}
              autoCapitalize="characters"
              onChange={({ target }) => set(index, { currency: target.value })}
            />
          </Field>
          <Field label={texts.most} name={`counter.prices[${index}].mostMinor`} problem={problem}>
            <input
              type="number"
              min={0}
              step="any"
              inputMode="decimal"
              value={most}
              onChange={({ target }) => set(index, { most: target.value })}
            />
          </Field>
          <button type="button" onClick={() => onChange(prices.filter((_price, at) => at !== index))}>
            {texts.removePrice(currency)}
          </button>
        </div>
      ))}
      {prices.length < mostPrices && (
        <button type="button" onClick={() => onChange([...prices, { currency: '', most: '' }])}>
          {texts.addPrice}
        </button>
      )}
    </>
  );
}
