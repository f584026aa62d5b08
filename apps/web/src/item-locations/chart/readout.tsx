import { useTexts } from '../../texts/text-context.js';
import { useFormat } from '../../time/format.js';
import type { ChartModel, ChartPeriod } from './chart-model.js';

interface ReadoutProps {
  model: ChartModel;
  index: number;
  onChoose: (index: number) => void;
}

/** The values of one period in words, and a slider that goes through the periods: what the chart shows, for a keyboard and a screen reader. */
export function Readout({ model: { periods }, index, onChoose }: ReadoutProps) {
  const { itemLocations: texts } = useTexts();
  const words = usePeriodWords();
  const period = periods[index];
  const text = period ? words(period) : '';
  return (
    <div className="readout">
      <input
        type="range"
        min={0}
        max={periods.length - 1}
        value={index}
        aria-label={texts.period}
        aria-valuetext={text}
        onChange={({ target }) => onChoose(target.valueAsNumber)}
      />
      <p aria-hidden>{text}</p>
    </div>
  );
}

function usePeriodWords(): (period: ChartPeriod) => string {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  return ({ from, to, wanted, ahead, onHand, expected }) => {
    const lastDay = to - 1;
    const [first, last] = [format.date(from, 'UTC'), format.date(lastDay, 'UTC')];
    const parts = [
      wanted !== undefined && texts.wanted(format.number(wanted)),
      ahead &&
        texts.ahead(
          format.precise(ahead.mean),
          format.precise(ahead.low),
          format.precise(ahead.high),
          format.precise(ahead.likely),
        ),
      onHand !== undefined && texts.there(format.number(onHand)),
      expected !== undefined && texts.expected(format.precise(expected)),
    ].filter((part) => part !== false && part !== undefined);
    return `${first === last ? first : `${first} – ${last}`} · ${parts.join(' · ')}`;
  };
}
