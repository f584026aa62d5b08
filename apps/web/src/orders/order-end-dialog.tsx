import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { mayBeEnded, type OrderEnd } from './order-changes.js';
import { OrderConflict } from './order-conflict.js';
import { type Order, useCancelOrder, useUnassign } from './queries.js';

interface OrderEndDialogProps {
  /** As it is now: it may change while the dialog is open. */
  order: Order;
  step: OrderEnd;
  onClose: () => void;
}

/** Takes an order back or cancels it, for a reason, on the version that was seen when the dialog opened. Who was second reads what has changed first. */
export function OrderEndDialog({ order, step, onClose }: OrderEndDialogProps) {
  const texts = useTexts();
  const [seen, setSeen] = useState(order);
  const [unassign, cancel] = [useUnassign(seen), useCancelOrder(seen)];
  const send = step === 'cancel' ? cancel : unassign;
  const title = step === 'cancel' ? texts.orders.cancel : texts.moves.unassign;
  const isOutrun = send.error !== null && !send.error.isPassing && order.version !== seen.version;
  const goOn = () => {
    setSeen(order);
    send.reset();
  };
  return (
    <ReasonDialog title={title} send={send} onClose={onClose}>
      {isOutrun && <OrderConflict seen={seen} now={order} onSeen={mayBeEnded(order, step) ? goOn : undefined} />}
    </ReasonDialog>
  );
}
