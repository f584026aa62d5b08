import { Link } from 'react-router';
import { useMe } from '../session/session.js';
import { pages } from '../session/roles.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { useScoreCard } from './queries.js';

/** The score card of a site with its six indicators, each against the mean of the network. */
export function SiteScore({ siteId }: { siteId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const pick = usePick();
  const { data: card, error } = useScoreCard(siteId, true);
  const isOwn = useMe().siteId === siteId;
  const { network } = texts;
  return (
    <section>
      <h3>{network.scoreCard}</h3>
      {error && <p className="muted">{network.noScoreCard}</p>}
      {card && (
        <>
          <p>
            <strong>{format.number(card.score)}</strong>{' '}
            <span className="muted">
              {network.scoreOf(
                format.number(card.orders),
                format.number(card.windowDays),
                format.date(card.computedAt),
              )}
            </span>
          </p>
          <ul className="plain meters">
            {card.indicators.map(({ indicator, score, networkMean, definition }) => (
              <li key={indicator} title={pick(definition)}>
                <span>
                  {texts.indicator[indicator]}
                  <small>{network.mean(format.number(networkMean))}</small>
                </span>
                <span className="meter" aria-hidden="true">
                  <span style={{ width: `${score}%` }} />
                </span>
                <strong>{format.number(score)}</strong>
              </li>
            ))}
          </ul>
          {isOwn && <Link to={pages.scoreCard.path}>{network.behindScore}</Link>}
        </>
      )}
    </section>
  );
}
