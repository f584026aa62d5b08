import { useTexts } from '../../texts/text-context.js';
import { useFormat } from '../../time/format.js';
import { frame, height, type Layout, stockTop } from './layout.js';
import { months } from './scale.js';

const monthsApart = 64;
/** Pixels that the name of a month needs: one that would leave the chart is left out. */
const monthWidth = 44;

/** Levels of both grounds with their numbers, and the months below. */
export function ChartAxes({ layout, demandTitle }: { layout: Layout; demandTitle: string }) {
  const texts = useTexts();
  const format = useFormat();
  const { x, width, from, to } = layout;
  const grounds = [
    { ...layout.demand, title: demandTitle, top: frame.top },
    { ...layout.stock, title: texts.itemLocations.stock, top: stockTop },
  ];
  return (
    <g className="axes">
      {grounds.map(({ y, ticks, title, top }) => (
        <g key={top}>
          <text className="title" x={0} y={top - 12}>
            {title}
          </text>
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={frame.left} x2={width - frame.right} y1={y(tick)} y2={y(tick)} />
              <text x={frame.left - 6} y={y(tick) + 4} textAnchor="end">
                {format.precise(tick)}
              </text>
            </g>
          ))}
        </g>
      ))}
      {months(from, to, x, monthsApart).map((month) => (
        <g key={month}>
          <line
            className="month"
            x1={x(month)}
            x2={x(month)}
            y1={height - frame.bottom}
            y2={height - frame.bottom + 5}
          />
          {x(month) <= width - monthWidth && (
            <text x={x(month)} y={height - 4}>
              {format.month(month, 'UTC')}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
