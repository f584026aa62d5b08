import { useTexts } from '../../texts/text-context.js';
import { useFormat } from '../../time/format.js';
import type { ChartEvent } from './chart-model.js';

/** An event with its day, as a sentence. */
export function useEventWords(): (event: ChartEvent) => string {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  const what = ({ kind, pieces = 0, override = 'forecast' }: ChartEvent) => {
    switch (kind) {
      case 'planned':
        return texts.event.planned;
      case 'override':
      case 'overrideEnds':
        return texts.event[kind](texts.kinds[override]);
      default:
        return texts.event[kind](format.number(pieces));
    }
  };
  return (event) => `${format.date(event.at)}: ${what(event)}`;
}

/** The latest events first. */
export function EventList({ events }: { events: readonly ChartEvent[] }) {
  const { itemLocations: texts } = useTexts();
  const words = useEventWords();
  if (events.length === 0) return null;
  return (
    <>
      <h3>{texts.events}</h3>
      <ul className="plain events-list">
        {events.toReversed().map((event, index) => (
          <li key={`${event.kind} ${event.at} ${index}`}>{words(event)}</li>
        ))}
      </ul>
    </>
  );
}
