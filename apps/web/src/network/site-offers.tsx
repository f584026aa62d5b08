import { Link } from 'react-router';
import { DeadlineClock } from '../offers/deadline-clock.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { offerTones } from '../ui/labels.js';
import { Loaded } from '../ui/states.js';
import { useSideLinks } from './links.js';
import { type Site, useOpenOffers } from './queries.js';

/** What the site has to answer, or waits to hear about, the first to run out at the top. */
export function SiteOffers({ site }: { site: Site }) {
  const texts = useTexts();
  const links = useSideLinks();
  const query = useOpenOffers(site.id);
  return (
    <section>
      <h3>{texts.network.openOffers}</h3>
      <Loaded query={query} isEmpty={(offers) => offers.length === 0} empty={texts.network.noOffers}>
        {(offers) => (
          <ul className="plain rows">
            {offers.map(({ id, repairOrderId, orderNumber, status, deadline, place }) => (
              <li key={id}>
                <Link to={links.order(repairOrderId)}>{orderNumber}</Link>{' '}
                <Badge tone={offerTones[status]}>{texts.offerStatus[status]}</Badge>{' '}
                {status === 'pending' && <DeadlineClock deadline={deadline} />}
                <small>{place.locality}</small>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
