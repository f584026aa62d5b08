import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { allPages, answerOf, api } from '../api/client.js';
import { useSideLinks } from '../network/links.js';
import { useSummary } from '../orders/queries.js';
import { SummaryStrip } from '../orders/summary-strip.js';
import { reportReaders } from '../session/quality-readers.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { OpenShares } from './shares.js';

/** Where the service stands now: how long open orders have been open, how they are shared out and by whom they wait for, and, for those who may read it, how the sites are doing. */
export default function OverviewPage() {
  const texts = useTexts();
  useTitle(texts.pages.overview);
  const summary = useSummary();
  const seesScores = useHasRole(...reportReaders);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.overview}</h1>
        <SummaryStrip />
      </header>
      <OpenShares />
      <Loaded query={summary}>
        {({ waitingFor }) => (
          <div className="columns wide-columns">
            <Counts title={texts.orders.waitingFor} counts={waitingFor} labels={texts.party} parameter="waitingFor" />
          </div>
        )}
      </Loaded>
      {seesScores && <ScoreCards />}
    </>
  );
}

interface CountsProps {
  title: string;
  counts: readonly { name: string; orders: number }[];
  labels: Record<string, string>;
  parameter: string;
}

function Counts({ title, counts, labels, parameter }: CountsProps) {
  const texts = useTexts();
  const format = useFormat();
  const most = Math.max(1, ...counts.map(({ orders }) => orders));
  return (
    <section className="panel">
      <h2>{title}</h2>
      {counts.length === 0 && <p className="empty">{texts.orders.none}</p>}
      <ul className="plain meters">
        {counts
          .toSorted((one, other) => other.orders - one.orders)
          .map(({ name, orders }) => (
            <li key={name}>
              <Link to={`/app/orders?${parameter}=${name}`}>{labels[name] ?? name}</Link>
              <span className="meter" aria-hidden="true">
                <span style={{ width: `${(100 * orders) / most}%` }} />
              </span>
              <strong>{format.number(orders)}</strong>
            </li>
          ))}
      </ul>
    </section>
  );
}

function ScoreCards() {
  const texts = useTexts();
  const links = useSideLinks();
  const format = useFormat();
  const query = useQuery({
    queryKey: ['score-cards'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/score-cards', { params: { query: { limit: 200, cursor } }, signal })),
      ),
    retry: false,
  });
  return (
    <section>
      <h2>{texts.overview.scoreCards}</h2>
      <Loaded query={query} isEmpty={(cards) => cards.length === 0}>
        {(cards) => (
          <table className="list stacking">
            <thead>
              <tr>
                <th scope="col">{texts.orders.site}</th>
                <th scope="col" className="number">
                  {texts.overview.score}
                </th>
                <th scope="col" className="number">
                  {texts.pages.orders}
                </th>
                {cards[0]?.indicators.map(({ indicator }) => (
                  <th key={indicator} scope="col" className="number">
                    {texts.indicator[indicator]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {cards
                .toSorted((one, other) => other.score - one.score)
                .map((card) => (
                  <tr key={card.siteId}>
                    <th scope="row" data-label={texts.orders.site}>
                      <Link to={links.site(card.siteId)}>{card.siteName ?? card.siteCode}</Link>
                    </th>
                    <td data-label={texts.overview.score} className="number">
                      {format.number(card.score)}
                    </td>
                    <td data-label={texts.pages.orders} className="number">
                      {format.number(card.orders)}
                    </td>
                    {card.indicators.map(({ indicator, score }) => (
                      <td key={indicator} data-label={texts.indicator[indicator]} className="number">
                        {format.number(score)}
                      </td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </section>
  );
}
