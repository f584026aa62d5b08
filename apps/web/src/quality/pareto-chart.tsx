import { Link } from 'react-router';
import { useWidth } from '../item-locations/chart/use-width.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { frame, height, mostOfAll, paretoLayoutOf, type PlacedBar, shareTicks } from './pareto-layout.js';
import type { NamedBar } from './pareto-table.js';

const usualWidth = 720;

/** Bars from most to least with the line of their cumulative shares. For a mouse they lead on as the table beside them does, which is there for a keyboard and a screen reader. */
export function ParetoChart({ bars, title }: { bars: readonly NamedBar[]; title: string }) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const [box, measured] = useWidth();
  const layout = paretoLayoutOf(bars, measured ?? usualWidth);
  const { width, y, shareY } = layout;
  const right = width - frame.right;
  return (
    <figure className="chart pareto" ref={box}>
      <figcaption className="hidden">{title}</figcaption>
      <svg aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <g className="axes">
          <text className="title" x={0} y={14}>
            {texts.columns.failures}
          </text>
          <text className="title" x={width} y={14} textAnchor="end">
            {texts.columns.cumulative}
          </text>
          {layout.countTicks.map((tick) => (
            <g key={tick}>
              <line x1={frame.left} x2={right} y1={y(tick)} y2={y(tick)} />
              <text x={frame.left - 6} y={y(tick) + 4} textAnchor="end">
                {format.number(tick)}
              </text>
            </g>
          ))}
          {shareTicks.map((share) => (
            <text key={share} x={right + 6} y={shareY(share) + 4}>
              {format.percent(share)}
            </text>
          ))}
        </g>
        {layout.bars.map((bar, index) => {
          const shown = bars[index];
          return shown && <Bar key={shown.key} bar={shown} at={bar} rank={index + 1} every={layout.rankEvery} />;
        })}
        <line className="most" x1={frame.left} x2={right} y1={shareY(mostOfAll)} y2={shareY(mostOfAll)} />
        <path className="cumulative" d={layout.line} />
      </svg>
    </figure>
  );
}

interface BarProps {
  bar: NamedBar;
  at: PlacedBar;
  rank: number;
  /** Every which rank is written. */
  every: number;
}

/** The whole column says what it is and can be clicked, however small the bar. */
function Bar({ bar: { name, count, cumulativeShare, leadsTo }, at, rank, every }: BarProps) {
  const format = useFormat();
  const column = (
    <>
      <title>{[name, format.number(count), format.precisePercent(cumulativeShare)].join(' · ')}</title>
      <rect className="column" x={at.x} y={frame.top} width={at.width} height={height - frame.top} />
      <rect className="amount" {...at} />
      {(rank - 1) % every === 0 && (
        <text x={at.x + at.width / 2} y={height - 6} textAnchor="middle">
          {format.number(rank)}
        </text>
      )}
    </>
  );
  if (!leadsTo) return <g className="bar">{column}</g>;
  return (
    <Link to={leadsTo} tabIndex={-1} className="bar leading">
      {column}
    </Link>
  );
}
