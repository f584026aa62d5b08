import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Loading } from '../ui/states.js';
import type { Offer } from './queries.js';

/** With the outlines of the world: loaded when somebody opens the first map. */
const OfferMap = lazy(() => import('./offer-map.js'));

/** Where an offered order is: about a kilometre exact until it is accepted, so the map says so. */
export function OfferPlace({ offer }: { offer: Offer }) {
  const { offers: texts } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.onMap(offer.place.locality)}</summary>
      {isOpen && (
        <Suspense fallback={<Loading />}>
          <OfferMap offer={offer} />
        </Suspense>
      )}
      <small>{texts.aboutPlace}</small>
    </details>
  );
}
