import { Link } from 'react-router';
import { useCategoryName, usePartName, useTechnicianName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { offerTones, priorityTones } from '../ui/labels.js';
import type { Answer } from './answer-dialog.js';
import { DeadlineClock } from './deadline-clock.js';
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

function OfferFacts({ offer, zone }: { offer: Offer; zone: string | undefined }) {
  const texts = useTexts();
  const format = useFormat();
  const partName = usePartName();
  const technician = useTechnicianName()(offer.technicianId);
  return (
    <dl className="facts">
      {offer.proposedStart && (
        <>
          <dt>{texts.offers.proposed}</dt>
          <dd>
            {format.dateTime(offer.proposedStart, zone)}
            {technician && ` · ${technician}`}
          </dd>
        </>
      )}
      <dt>{texts.orders.dueBy}</dt>
      <dd>{format.dateTime(offer.dueBy, zone)}</dd>
      <dt>{texts.offers.work}</dt>
      <dd>
        {format.span(offer.durationMinutes * 60_000)} · {texts.skills[offer.skill] ?? offer.skill}{' '}
        {texts.orders.level(offer.skillLevel)}
      </dd>
      {offer.likelyParts.length > 0 && (
        <>
          <dt>{texts.orders.likelyParts}</dt>
          <dd>
            <ul className="plain">
              {offer.likelyParts.slice(0, 3).map(({ partId, quantity, probability }) => (
                <li key={partId}>
                  {quantity} × {partName(partId)} <span className="muted">{format.percent(probability)}</span>
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {offer.counter && (
        <>
          <dt>{texts.offers.yourCounter}</dt>
          <dd>
            {offer.counter.start && format.dateTime(offer.counter.start, zone)}{' '}
            {offer.counter.priceMinor !== undefined &&
              offer.counter.currency &&
              format.money(offer.counter.priceMinor, offer.counter.currency)}
            {offer.counter.parts.length > 0 && (
              <ul className="plain">
                {offer.counter.parts.map(({ partId, quantity }) => (
                  <li key={partId}>
                    {quantity} × {partName(partId)}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </>
      )}
      {offer.reason && (
        <>
          <dt>{texts.common.reason}</dt>
          <dd>{texts.declineReason[offer.reason as keyof typeof texts.declineReason] ?? offer.reason}</dd>
        </>
      )}
    </dl>
  );
}
