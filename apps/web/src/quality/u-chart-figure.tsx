import { months } from '../item-locations/chart/scale.js';
import { useWidth } from '../item-locations/chart/use-width.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { UChartPoint } from './queries.js';
import { frame, height, type Mark, type UChartLayout, uChartLayoutOf } from './u-chart-layout.js';

const usualWidth = 900;
const monthsApart = 64;
const monthWidth = 44;
const legend = ['rates', 'centre', 'limits', 'rule', 'alarm'] as const;

/** Rates week by week with centre and limits. Weeks out of control have a ring, those that raise an alarm a diamond: shapes say it as well as colours. */
export function UChartFigure({ points, title }: { points: readonly UChartPoint[]; title: string }) {
  const { quality: texts } = useTexts();
  const [box, measured] = useWidth();
  const layout = uChartLayoutOf(points, measured ?? usualWidth);
  const { width } = layout;
  return (
    <figure className="chart u-chart" ref={box}>
      <svg role="img" aria-label={title} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <Axes layout={layout} />
        <path className="limit" d={layout.upper} />
        <path className="limit" d={layout.lower} />
        <path className="centre" d={layout.centre} />
        <path className="rates" d={layout.rates} />
        {layout.points.map(({ x, y }) => (
          <circle key={x} className="week" cx={x} cy={y} r={2.5} />
        ))}
        {layout.marks.map((mark) => (
          <MarkShape key={mark.index} mark={mark} />
        ))}
      </svg>
      <ul className="legend u-chart-legend">
        {legend.map((name) => (
          <li key={name} className={name}>
            {texts.legend[name]}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function MarkShape({ mark: { x, y, isAlarm } }: { mark: Mark }) {
  if (!isAlarm) return <circle className="mark" cx={x} cy={y} r={6} />;
  return <path className="alarm" d={`M${x},${y - 8}L${x + 8},${y}L${x},${y + 8}L${x - 8},${y}Z`} />;
}

function Axes({ layout: { x, y, ticks, from, to, width } }: { layout: UChartLayout }) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const right = width - frame.right;
  const ground = height - frame.bottom;
  return (
    <g className="axes">
      <text className="title" x={0} y={14}>
        {texts.rate}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={frame.left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={frame.left - 6} y={y(tick) + 4} textAnchor="end">
            {format.precise(tick)}
          </text>
        </g>
      ))}
      {months(from, to, x, monthsApart).map((month) => (
        <g key={month}>
          <line className="month" x1={x(month)} x2={x(month)} y1={ground} y2={ground + 5} />
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
