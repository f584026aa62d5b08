import { useTexts } from '../texts/text-context.js';
import type { Offer } from './queries.js';

/** Whether an offer cannot be answered any more. */
export const isOver = ({ status }: Offer): boolean => status !== 'pending';

/** Says so to whoever is about to answer it. */
export function OverNote({ offer }: { offer: Offer }) {
  const texts = useTexts();
  if (!isOver(offer)) return null;
  return (
    <p role="alert" className="note warn">
      {texts.offers.isOver(texts.offerStatus[offer.status])}
    </p>
  );
}
