import { Link } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { offerTones, priorityTones } from '../ui/labels.js';
import type { Answer } from './answer-dialog.js';
import { DeadlineClock } from './deadline-clock.js';
import { OfferFacts } from './offer-facts.js';
import { OfferPlace } from './offer-place.js';
import type { Offer } from './queries.js';

interface OfferCardProps {
  offer: Offer;
  zone: string | undefined;
  onAnswer: (answer: Answer) => void;
}

/** One offer with all that the site needs to decide, and its three answers. */
export function OfferCard({ offer, zone, onAnswer }: OfferCardProps) {
  const texts = useTexts();
  const categoryName = useCategoryName();
  const urgent = offer.emergency || offer.priority === 'urgent';
  return (
    <article className={`card ${urgent ? 'urgent' : ''}`} aria-label={offer.orderNumber}>
      <header>
        <h2>
          {categoryName(offer.category)} · {offer.place.locality}
        </h2>
        {offer.status === 'pending' ? (
          <DeadlineClock deadline={offer.deadline} />
        ) : (
          <Badge tone={offerTones[offer.status]}>{texts.offerStatus[offer.status]}</Badge>
        )}
      </header>
      <p className="badges">
        <Link to={`/app/orders/${offer.repairOrderId}`}>{offer.orderNumber}</Link>
        {offer.emergency && <Badge tone="bad">{texts.orders.emergency}</Badge>}
        <Badge tone={priorityTones[offer.priority]}>{texts.priority[offer.priority]}</Badge>
        {offer.underWarranty && <Badge>{texts.orders.underWarranty}</Badge>}
      </p>
      <OfferFacts offer={offer} zone={zone} />
      <OfferPlace offer={offer} />
      {offer.status === 'pending' && (
        <footer>
          <button className="primary" onClick={() => onAnswer('accept')}>
            {texts.offers.accept}
          </button>
          <button onClick={() => onAnswer('counter')}>{texts.offers.counter}</button>
          <button onClick={() => onAnswer('decline')}>{texts.offers.decline}</button>
        </footer>
      )}
    </article>
  );
}
