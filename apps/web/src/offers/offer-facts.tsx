import type { ReactNode } from 'react';
import { usePartName, useProduct, useTechnicianName } from '../api/lookups.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { useCodeName } from '../ui/code-name.js';
import { Facts } from '../ui/facts.js';
import type { Offer } from './queries.js';

interface OfferFactsProps {
  offer: Offer;
  zone: string | undefined;
}

const mostFaults = 2;
const mostParts = 3;

/** What is to be repaired, when, with what, and who pays. */
export function OfferFacts({ offer, zone }: OfferFactsProps) {
  const texts = useTexts();
  const { offers: labels, orders } = texts;
  const format = useFormat();
  const codeName = useCodeName();
  const technician = useTechnicianName()(offer.technicianId);
  const likely = offer.likelyFaults
    .slice(0, mostFaults)
    .map(({ faultCode, probability }) => `${codeName('fault', faultCode)} ${format.percent(probability)}`);
  const facts: [string, ReactNode][] = [
    [orders.product, <Unit key="unit" offer={offer} zone={zone} />],
    [labels.observed, offer.symptomCode && codeName('symptom', offer.symptomCode)],
    [labels.likelyFaults, likely.join(', ')],
    [
      labels.proposed,
      offer.proposedStart && `${format.dateTime(offer.proposedStart, zone)}${technician ? ` · ${technician}` : ''}`,
    ],
    [orders.dueBy, format.dateTime(offer.dueBy, zone)],
    [
      labels.work,
      `${format.span(offer.durationMinutes * 60_000)} · ${texts.skills[offer.skill] ?? offer.skill} ${orders.level(offer.skillLevel)}`,
    ],
    [
      orders.likelyParts,
      offer.likelyParts.length > 0 && (
        <PartList
          key="parts"
          parts={offer.likelyParts.slice(0, mostParts)}
          more={offer.likelyParts.length - mostParts}
        />
      ),
    ],
    [labels.pay, offer.underWarranty ? labels.makerPays : labels.customerPays],
    [labels.yourCounter, offer.counter && <CounterTerms key="counter" counter={offer.counter} zone={zone} />],
    [
      texts.common.reason,
      offer.reason && (texts.declineReason[offer.reason as keyof typeof texts.declineReason] ?? offer.reason),
    ],
  ];
  return <Facts facts={facts} />;
}

/** Which product it is, how old and of which batch: not whose, nor its number. */
function Unit({ offer, zone }: OfferFactsProps) {
  const { offers: labels } = useTexts();
  const format = useFormat();
  const pick = usePick();
  const { data: product } = useProduct(offer.productId);
  return (
    <>
      {product ? pick({ en: product.nameEn, zh: product.nameZh }) : '…'}
      {offer.installedAt && <small>{labels.installed(format.date(offer.installedAt, zone))}</small>}
      {offer.batch && <small>{labels.batch(offer.batch)}</small>}
    </>
  );
}

interface PartListProps {
  parts: readonly { partId: string; quantity: number; probability?: number }[];
  /** How many there are besides; 0 or less for none. */
  more?: number;
}

function PartList({ parts, more = 0 }: PartListProps) {
  const { offers: labels } = useTexts();
  const format = useFormat();
  const partName = usePartName();
  return (
    <ul className="plain">
      {parts.map(({ partId, quantity, probability }) => (
        <li key={partId}>
          {quantity} × {partName(partId)}{' '}
          {probability !== undefined && <span className="muted">{format.percent(probability)}</span>}
        </li>
      ))}
      {more > 0 && <li className="muted">{labels.moreParts(more)}</li>}
    </ul>
  );
}

function CounterTerms({ counter, zone }: { counter: NonNullable<Offer['counter']>; zone: string | undefined }) {
  const format = useFormat();
  const { start, priceMinor, currency, parts } = counter;
  return (
    <>
      {start && format.dateTime(start, zone)}{' '}
      {priceMinor !== undefined && currency && format.money(priceMinor, currency)}
      {parts.length > 0 && <PartList parts={parts} />}
    </>
  );
}
