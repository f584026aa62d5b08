import { type PointerEvent, useState } from 'react';
import { useTexts } from '../../texts/text-context.js';
import { ChartAxes } from './chart-axes.js';
import { ChartEvents } from './chart-events.js';
import { ChartLegend } from './chart-legend.js';
import type { ChartModel } from './chart-model.js';
import { PolicyLines } from './policy-lines.js';
import { bandOf, curve, frame, height, layoutOf, steps } from './layout.js';
import { Readout } from './readout.js';
import { useWidth } from './use-width.js';

interface DemandChartProps {
  model: ChartModel;
  title: string;
  periodDays: number;
  /** What lies on the shelf now: where what is expected begins. */
  onHand: number;
}

const usualWidth = 900;

/**
 * History, forecast bands, policy and events of one item-location on one axis of time: demand above, stock below. A period is chosen with the pointer or, with
 * the slider below, by keyboard; its values stand beside it in words.
 */
export function DemandChart({ model, title, periodDays, onHand }: DemandChartProps) {
  const texts = useTexts();
  const [box, measured] = useWidth();
  const { periods, now } = model;
  const firstAhead = periods.findIndex(({ ahead }) => ahead);
  const [chosen, setChosen] = useState(Math.max(0, firstAhead));
  const index = Math.min(chosen, periods.length - 1);
  const layout = layoutOf(model, measured ?? usualWidth);
  const { x, demand, stock, width, from, to } = layout;
  const atPointer = ({ currentTarget, clientX }: PointerEvent<SVGSVGElement>) => {
    const across = clientX - currentTarget.getBoundingClientRect().left;
    const found = periods.findIndex((period) => across < x(period.to));
    setChosen(found < 0 ? periods.length - 1 : found);
  };
  const period = periods[index];
  if (!period) return null;
  return (
    <figure className="chart" ref={box}>
      <svg
        role="img"
        aria-label={title}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        onPointerMove={atPointer}
        onPointerDown={atPointer}
      >
        <ChartAxes
          layout={layout}
          demandTitle={periodDays === 1 ? texts.itemLocations.perDay : texts.itemLocations.perPeriod(periodDays)}
        />
        <rect
          className="cursor"
          x={x(period.from)}
          width={Math.max(1, x(period.to) - x(period.from))}
          y={frame.top}
          height={height - frame.top - frame.bottom}
        />
        <polygon className="band" points={bandOf(periods, x, demand.y)} />
        {periods.map(({ from: start, to: end, wanted }) =>
          wanted ? (
            <rect
              key={start}
              className="wanted"
              x={x(start) + 0.5}
              width={Math.max(1, x(end) - x(start) - 1)}
              y={demand.y(wanted)}
              height={demand.y(0) - demand.y(wanted)}
            />
          ) : null,
        )}
        <path className="likely" d={steps(periods, ({ ahead }) => ahead?.likely, x, demand.y)} />
        <path className="mean" d={steps(periods, ({ ahead }) => ahead?.mean, x, demand.y)} />
        <path className="on-hand" d={steps(periods, (one) => one.onHand, x, stock.y)} />
        <path
          className="expected"
          d={curve(periods, ({ expected }) => expected, {
            x,
            y: stock.y,
            ...(now >= from && now <= to && { start: { at: now, value: onHand } }),
          })}
        />
        {now >= from && now <= to && (
          <line className="today" x1={x(now)} x2={x(now)} y1={frame.top} y2={height - frame.bottom} />
        )}
        <PolicyLines model={model} layout={layout} />
        <ChartEvents events={model.events} layout={layout} />
      </svg>
      <Readout model={model} index={index} onChoose={setChosen} />
      <ChartLegend />
    </figure>
  );
}
