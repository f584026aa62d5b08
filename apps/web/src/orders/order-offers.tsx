import { useState } from 'react';
import { usePartName, useSiteOf, useTechnicianName } from '../api/lookups.js';
import { type Offer, useOffers, useRefuse, useTakeCounter, useWithdraw } from '../offers/queries.js';
import { DeadlineClock } from '../offers/deadline-clock.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { offerTones } from '../ui/labels.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { ProblemNote } from '../ui/states.js';
import { OrderSection } from './order-section.js';
import type { Order } from './queries.js';

/** Who was asked, what they said, and what may be done about it. */
export function OrderOffers({ order }: { order: Order }) {
  const texts = useTexts();
  const query = useOffers({ repairOrderId: order.id });
  return (
    <OrderSection
      title={texts.pages.offers}
      query={query}
      isEmpty={({ length }) => length === 0}
      empty={texts.orders.noOffers}
    >
      {(offers) => (
        <ul className="plain rows">
          {offers.map((offer) => (
            <OfferRow key={offer.id} offer={offer} zone={order.place.timeZone} />
          ))}
        </ul>
      )}
    </OrderSection>
  );
}

function OfferRow({ offer, zone }: { offer: Offer; zone: string }) {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const partName = usePartName();
  const technician = useTechnicianName()(offer.technicianId);
  const { reason } = offer;
  const note = [reason && (texts.declineReason[reason as keyof typeof texts.declineReason] ?? reason), offer.note];
  return (
    <li>
      <Badge tone={offerTones[offer.status]}>{texts.offerStatus[offer.status]}</Badge> {siteOf(offer.siteId)?.name}{' '}
      {offer.status === 'pending' && <DeadlineClock deadline={offer.deadline} />}
      <small>
        {texts.offers.madeAt(format.dateTime(offer.madeAt, zone))}
        {offer.answeredAt && ` · ${texts.offers.answeredAt(format.dateTime(offer.answeredAt, zone))}`}
        {note.filter(Boolean).map((text) => ` · ${text}`)}
        {offer.counter?.start && ` · ${texts.offers.wants(format.dateTime(offer.counter.start, zone))}`}
        {offer.counter?.priceMinor !== undefined &&
          offer.counter.currency &&
          ` · ${format.money(offer.counter.priceMinor, offer.counter.currency)}`}
        {offer.counter && technician && ` · ${technician}`}
        {offer.counter?.parts.map(({ partId, quantity }) => ` · ${quantity} × ${partName(partId)}`)}
      </small>
      <OfferActions offer={offer} />
    </li>
  );
}

function OfferActions({ offer }: { offer: Offer }) {
  const texts = useTexts();
  const may = useHasRole('dispatcher', 'supervisor');
  const [asked, setAsked] = useState<'refuse' | 'withdraw'>();
  const take = useTakeCounter(offer);
  const refuse = useRefuse(offer);
  const withdraw = useWithdraw(offer);
  if (!may || (offer.status !== 'pending' && offer.status !== 'countered')) return null;
  return (
    <span className="actions">
      {offer.status === 'countered' && (
        <>
          <button className="primary" disabled={take.isPending} onClick={() => take.mutate(undefined)}>
            {texts.offers.takeCounter}
          </button>
          <button onClick={() => setAsked('refuse')}>{texts.offers.refuse}</button>
        </>
      )}
      <button onClick={() => setAsked('withdraw')}>{texts.offers.withdraw}</button>
      {take.error && <ProblemNote problem={take.error} />}
      {asked && (
        <ReasonDialog
          title={texts.offers[asked]}
          send={asked === 'refuse' ? refuse : withdraw}
          onClose={() => setAsked(undefined)}
        />
      )}
    </span>
  );
}
