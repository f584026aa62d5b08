import type { PointerEvent } from 'react';
import { linear, ticksBetween } from '../item-locations/chart/scale.js';
import { useWidth } from '../item-locations/chart/use-width.js';
import { useOneCurrency } from '../planning-runs/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { placeNear } from './exchange.js';
import type { LabCurve, LabPoint } from './queries.js';

interface ExchangeChartProps {
  curves: readonly LabCurve[];
  chosen: LabCurve;
  /** Where the slider stands, and what it is compared with. */
  here: LabPoint;
  reference: LabPoint;
  onChoose: (place: number) => void;
}

const height = 340;
const frame = { left: 52, right: 16, top: 26, bottom: 44 } as const;
const usualWidth = 720;
/** Axes that a hundredth of a percent would fill say nothing. */
const leastSpan = 0.02;

/** Service from the shelf against what lies on it at cost, one line per method. Further up and further left is better. */
export function ExchangeChart({ curves, chosen, here, reference, onChoose }: ExchangeChartProps) {
  const { policyLab: texts } = useTexts();
  const format = useFormat();
  const currency = useOneCurrency();
  const [box, measured] = useWidth();
  const width = measured ?? usualWidth;
  const all = curves.flatMap(({ points }) => points);
  const values = all.map(({ stockValueMinor }) => stockValueMinor);
  const shares = all.map(({ deliveredShare }) => deliveredShare);
  const lowest = Math.min(...shares, 1 - leastSpan);
  const [across, up] = [
    ticksBetween(Math.min(...values), Math.max(...values), width < 500 ? 3 : 5),
    ticksBetween(lowest, 1),
  ];
  const x = linear([across[0] ?? 0, across.at(-1) ?? 1], [frame.left, width - frame.right]);
  const y = linear([up[0] ?? 0, up.at(-1) ?? 1], [height - frame.bottom, frame.top]);
  const at = ({ stockValueMinor, deliveredShare }: LabPoint) => [round(x(stockValueMinor)), round(y(deliveredShare))];
  const atPointer = ({ currentTarget, clientX }: PointerEvent<SVGSVGElement>) => {
    const pixels = clientX - currentTarget.getBoundingClientRect().left;
    const unscaled = linear([frame.left, width - frame.right], [across[0] ?? 0, across.at(-1) ?? 1]);
    onChoose(placeNear(chosen.points, unscaled(pixels)));
  };
  const money = (minor: number) => (currency ? format.shortMoney(minor, currency) : format.number(minor));
  const [hereX, hereY] = at(here);
  const [thereX, thereY] = at(reference);
  return (
    <figure className="chart exchange" ref={box}>
      <svg
        role="img"
        aria-label={texts.chart}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        onPointerDown={atPointer}
        onPointerMove={(event) => event.buttons > 0 && atPointer(event)}
      >
        <g className="axes">
          <text className="title" x={0} y={14}>
            {texts.deliveredShare}
          </text>
          <text className="title" x={width - frame.right} y={height - 4} textAnchor="end">
            {texts.stockValue}
          </text>
          {up.map((share) => (
            <g key={share}>
              <line x1={frame.left} x2={width - frame.right} y1={y(share)} y2={y(share)} />
              <text x={frame.left - 6} y={y(share) + 4} textAnchor="end">
                {format.precisePercent(share)}
              </text>
            </g>
          ))}
          {across.map((value, index) => (
            <text
              key={value}
              x={x(value)}
              y={height - frame.bottom + 18}
              textAnchor={index === 0 ? 'start' : index === across.length - 1 ? 'end' : 'middle'}
            >
              {money(value)}
            </text>
          ))}
        </g>
        <line className="cursor-line" x1={hereX} x2={hereX} y1={hereY} y2={height - frame.bottom} />
        <line className="cursor-line" x1={frame.left} x2={hereX} y1={hereY} y2={hereY} />
        {curves.map(({ method, points }) => (
          <path
            key={method}
            className={`curve ${method} ${method === chosen.method ? 'chosen' : ''}`}
            d={points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point).join(',')}`).join('')}
          />
        ))}
        {chosen.points.map((point) => (
          <circle
            key={point.plannedShare}
            className={`point ${chosen.method}`}
            cx={at(point)[0]}
            cy={at(point)[1]}
            r={3.5}
          />
        ))}
        <circle className="reference" cx={thereX} cy={thereY} r={7} />
        <circle className="here" cx={hereX} cy={hereY} r={6} />
      </svg>
    </figure>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
