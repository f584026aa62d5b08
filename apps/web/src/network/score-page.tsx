import { useSearchParams } from 'react-router';
import { Problem } from '../api/problem.js';
import { useSiteOf } from '../api/lookups.js';
import { useMe } from '../session/session.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { type ScoreCard, useScoreCard } from './queries.js';
import type { Indicator } from './score-facts.js';
import { ScoredOrders } from './scored-orders.js';

/** The site's own score card: what each of the six indicators is made of, down to the single order. */
export default function ScorePage() {
  const texts = useTexts();
  useTitle(texts.pages.scoreCard);
  const { siteId } = useMe();
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.scoreCard}</h1>
      </header>
      {siteId && <OwnCard siteId={siteId} />}
    </>
  );
}

function OwnCard({ siteId }: { siteId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const pick = usePick();
  const query = useScoreCard(siteId, true);
  const zone = useSiteOf()(siteId)?.place.timeZone;
  const [parameters, setParameters] = useSearchParams();
  if (query.error instanceof Problem && query.error.status === 404)
    return <p className="empty">{texts.network.noScoreCard}</p>;
  return (
    <Loaded query={query}>
      {(card) => {
        const chosen = card.indicators.find(({ indicator }) => indicator === parameters.get('indicator'));
        return (
          <>
            <p>
              <strong>{format.number(card.score)}</strong>{' '}
              <span className="muted">
                {texts.network.scoreOf(
                  format.number(card.orders),
                  format.number(card.windowDays),
                  format.date(card.computedAt, zone),
                )}
              </span>
            </p>
            <p className="muted">{pick(card.definition)}</p>
            <Indicators
              card={card}
              chosen={chosen?.indicator}
              onChoose={(indicator) => setParameters(indicator ? { indicator } : {})}
            />
            {chosen && <ScoredOrders key={chosen.indicator} {...{ siteId, zone, indicator: chosen.indicator }} />}
          </>
        );
      }}
    </Loaded>
  );
}

interface IndicatorsProps {
  card: ScoreCard;
  chosen: Indicator | undefined;
  onChoose: (indicator: Indicator | undefined) => void;
}

function Indicators({ card, chosen, onChoose }: IndicatorsProps) {
  const texts = useTexts();
  const format = useFormat();
  const pick = usePick();
  const heads = texts.scoreCard.columns;
  return (
    <table className="list stacking">
      <TableHead
        columns={[
          heads.indicator,
          ...numberColumns([heads.score, heads.ownMean, heads.networkMean, heads.weight, heads.orders]),
          texts.common.actions,
        ]}
      />
      <tbody>
        {card.indicators.map(({ indicator, score, ownMean, networkMean, weight, orders, definition }) => {
          const name = texts.indicator[indicator];
          const isChosen = indicator === chosen;
          return (
            <tr key={indicator}>
              <th scope="row" data-label={heads.indicator} className="wrap">
                {name}
                <small>{pick(definition)}</small>
              </th>
              <td data-label={heads.score} className="number">
                <strong>{format.number(score)}</strong>
              </td>
              <td data-label={heads.ownMean} className="number">
                {typeof ownMean === 'number' ? format.number(ownMean) : '–'}
              </td>
              <td data-label={heads.networkMean} className="number">
                {format.number(networkMean)}
              </td>
              <td data-label={heads.weight} className="number">
                {format.number(weight)}
              </td>
              <td data-label={heads.orders} className="number">
                {format.number(orders)}
              </td>
              <td data-label={texts.common.actions}>
                <button
                  aria-label={texts.scoreCard.ordersOf(name)}
                  aria-pressed={isChosen}
                  disabled={orders === 0}
                  onClick={() => onChoose(isChosen ? undefined : indicator)}
                >
                  {heads.orders}
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
