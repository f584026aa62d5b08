import { Link } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useScoredOrders } from './queries.js';
import { type Indicator, type ScoreFact, scoreFactsOf } from './score-facts.js';

interface ScoredOrdersProps {
  siteId: string;
  indicator: Indicator;
  /** Of the site. */
  zone: string | undefined;
}

/** The orders that one indicator was made of, newest first, each with its value and why it is that. */
export function ScoredOrders({ siteId, indicator, zone }: ScoredOrdersProps) {
  const texts = useTexts();
  const format = useFormat();
  const inWords = useFactInWords(zone);
  const query = useScoredOrders(siteId, indicator);
  const { columns, ordersOf } = texts.scoreCard;
  return (
    <section aria-label={ordersOf(texts.indicator[indicator])}>
      <h2>{ordersOf(texts.indicator[indicator])}</h2>
      <Loaded query={query} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}>
        {({ pages }) => (
          <table className="list stacking">
            <TableHead columns={[columns.order, ...numberColumns([columns.value]), columns.finished, columns.why]} />
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map((order) => (
                  <tr key={order.failureRecordId}>
                    <th scope="row" data-label={columns.order}>
                      <Link to={`/app/orders/${order.repairOrderId}`}>{order.number}</Link>
                    </th>
                    <td data-label={columns.value} className="number">
                      {format.number(order.value)}
                    </td>
                    <td data-label={columns.finished}>{format.dateTime(order.finishedAt, zone)}</td>
                    <td data-label={columns.why} className="wrap">
                      {scoreFactsOf(indicator, order).map(inWords).join(' · ')}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </Loaded>
      <More query={query} />
    </section>
  );
}

function useFactInWords(zone: string | undefined): (fact: ScoreFact) => string {
  const texts = useTexts();
  const format = useFormat();
  const { fact: names, yes, no, of } = texts.scoreCard;
  return (fact) => {
    const name = names[fact.name];
    if ('answer' in fact) return `${name}: ${fact.answer ? yes : no}`;
    if ('at' in fact) return `${name} ${format.dateTime(fact.at, zone)}`;
    if ('from' in fact) return `${name} ${format.dateTime(fact.from, zone)} – ${format.time(fact.to, zone)}`;
    if ('milliseconds' in fact) return `${name} ${format.span(fact.milliseconds)}`;
    if ('whole' in fact) return `${name}: ${of(format.number(fact.part), format.number(fact.whole))}`;
    return `${name} ${fact.code}`;
  };
}
