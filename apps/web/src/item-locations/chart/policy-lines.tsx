import { useTexts } from '../../texts/text-context.js';
import { useFormat } from '../../time/format.js';
import type { ChartModel } from './chart-model.js';
import { frame, type Layout, stockTop } from './layout.js';
import { spread } from './scale.js';

const labelHeight = 15;

/** Reorder point and order-up-to level across the ground of stock, each with its name, never one name on the other. */
export function PolicyLines({ model, layout }: { model: ChartModel; layout: Layout }) {
  const { planner: texts } = useTexts();
  const format = useFormat();
  const { x, width, stock } = layout;
  const lines = [
    { name: texts.orderUpTo, pieces: model.orderUpTo, className: 'order-up-to' },
    { name: texts.reorderPoint, pieces: model.reorderPoint, className: 'reorder-point' },
  ].filter(({ pieces }) => pieces > 0);
  const wishes = lines.map(({ pieces }) => Math.max(stockTop + 14, stock.y(pieces) - 4));
  const places = spread(wishes, labelHeight, stockTop + frame.stock - 3);
  return (
    <g className="policy">
      {lines.map(({ name, pieces, className }, index) => (
        <g key={className} className={className}>
          <line x1={frame.left} x2={width - frame.right} y1={stock.y(pieces)} y2={stock.y(pieces)} />
          <text x={x(layout.from) + 6} y={places[index]}>
            {name} {format.number(pieces)}
          </text>
        </g>
      ))}
    </g>
  );
}
