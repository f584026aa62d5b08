import { usePolicy } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { type Item, usePartLevels } from './queries.js';

/** What lies here and what is kept here, in one line. */
export function StockFacts({ item }: { item: Item }) {
  const { planner, itemLocations } = useTexts();
  const format = useFormat();
  const { data: levels } = usePartLevels(item.partId);
  const { data: policy } = usePolicy(item);
  const level = levels?.find(({ locationId }) => locationId === item.locationId);
  const heads = planner.columns;
  const facts = [
    [heads.onHand, level?.onHand ?? 0],
    [heads.reserved, level?.reserved ?? 0],
    [heads.onOrder, level?.onOrder ?? 0],
    [itemLocations.rows.backordered, level?.backordered ?? 0],
    [heads.position, level?.position ?? 0],
    ...(policy
      ? [[planner.reorderPoint, policy.reorderPoint] as const, [planner.orderUpTo, policy.orderUpTo] as const]
      : []),
  ] as const;
  return (
    <ul className="figures">
      {facts.map(([name, value]) => (
        <li key={name}>
          <small>{name}</small>
          <strong>{format.number(value)}</strong>
        </li>
      ))}
    </ul>
  );
}
