import { AcceptDialog } from './accept-dialog.js';
import { CounterDialog } from './counter-dialog.js';
import { DeclineDialog } from './decline-dialog.js';
import { type Offer, useOffer } from './queries.js';

const dialogs = { accept: AcceptDialog, counter: CounterDialog, decline: DeclineDialog };
export type Answer = keyof typeof dialogs;

interface AnswerDialogProps {
  /** As it was when the answer was begun. */
  seen: Offer;
  answer: Answer;
  zone: string | undefined;
  onClose: () => void;
}

/** The answer to one offer. It belongs to the page and not to the offer's card: that leaves the list when the offer is withdrawn, what is typed stays. */
export function AnswerDialog({ seen, answer, zone, onClose }: AnswerDialogProps) {
  const { data: offer = seen } = useOffer(seen.id);
  const Open = dialogs[answer];
  return <Open offer={offer} zone={zone} onClose={onClose} />;
}
