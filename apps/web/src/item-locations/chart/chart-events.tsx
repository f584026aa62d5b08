import { useEventWords } from './event-words.js';
import type { ChartEvent } from './chart-model.js';
import { eventsAt, type Layout } from './layout.js';
import { clusters } from './scale.js';

const apart = 16;
const radius = 6;

/** Marks between both grounds; those that would lie on each other are one mark with their number. The list below the chart has all in words. */
export function ChartEvents({ events, layout: { x } }: { events: readonly ChartEvent[]; layout: Layout }) {
  const words = useEventWords();
  return (
    <g className="events">
      {clusters(events, ({ at }) => x(at), apart).map((together) => {
        const [first] = together;
        if (!first) return null;
        const at = x(first.at);
        return (
          <g key={`${first.kind} ${first.at}`} className={together.length > 1 ? 'many' : first.kind}>
            <title>{together.map(words).join('; ')}</title>
            <circle cx={at} cy={eventsAt} r={together.length > 1 ? radius + 2 : radius} />
            {together.length > 1 && (
              <text x={at} y={eventsAt + 4} textAnchor="middle">
                {together.length}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
