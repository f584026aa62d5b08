import { useState } from 'react';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { useKeys } from '../ui/use-keys.js';
import { WindowDialog } from '../windows/window-dialog.js';
import { AssignDialog } from './assign-dialog.js';
import { mayBeAssigned, mayBeEnded } from './order-changes.js';
import { OrderConflict } from './order-conflict.js';
import { OrderEndDialog } from './order-end-dialog.js';
import { type Order, useMatch } from './queries.js';

const withTimes = new Set<Order['status']>(['ready', 'accepted', 'scheduled']);
/** What may be done with the order as it stands. */
export function OrderActions({ order }: { order: Order }) {
  const texts = useTexts();
  const isDispatcher = useHasRole('dispatcher', 'supervisor');
  const isSite = useHasRole('site_manager');
  const mayAgree = useHasRole('dispatcher', 'supervisor', 'agent', 'site_manager');
  const [open, setOpen] = useState<'assign' | 'window' | 'unassign' | 'cancel'>();
  const match = useMatch(order);
  /** As it was when somebody was last looked for. */
  const [matched, setMatched] = useState(order);
  const matchAgain = () => {
    setMatched(order);
    match.mutate(undefined);
  };
  const isOutrun = match.error !== null && !match.error.isPassing && order.version !== matched.version;
  const mayAssign = mayBeAssigned(order) && (isDispatcher || (isSite && order.status === 'accepted'));
  const mayChoose = mayAgree && withTimes.has(order.status);
  const mayMatch = isDispatcher && order.status === 'ready';
  const mayUnassign = isDispatcher && mayBeEnded(order, 'unassign');
  const mayCancel = isDispatcher && mayBeEnded(order, 'cancel');
  useKeys(texts.orders.columns.order, [
    ...(mayAssign ? [{ keys: ['a'], label: texts.orders.assign, does: () => setOpen('assign') }] : []),
    ...(mayChoose ? [{ keys: ['w'], label: texts.windows.choose, does: () => setOpen('window') }] : []),
    ...(mayMatch ? [{ keys: ['m'], label: texts.orders.match, does: matchAgain }] : []),
    ...(mayCancel ? [{ keys: ['c'], label: texts.orders.cancel, does: () => setOpen('cancel') }] : []),
  ]);
  return (
    <div className="actions">
      {mayAssign && (
        <button className="primary" onClick={() => setOpen('assign')}>
          {texts.orders.assign}
        </button>
      )}
      {mayChoose && <button onClick={() => setOpen('window')}>{texts.windows.choose}</button>}
      {mayMatch && (
        <button disabled={match.isPending} onClick={matchAgain}>
          {texts.orders.match}
        </button>
      )}
      {mayUnassign && <button onClick={() => setOpen('unassign')}>{texts.moves.unassign}</button>}
      {mayCancel && <button onClick={() => setOpen('cancel')}>{texts.orders.cancel}</button>}
      {match.error && <ProblemNote problem={match.error} />}
      {isOutrun && <OrderConflict seen={matched} now={order} onSeen={match.reset} />}
      {open === 'assign' && <AssignDialog order={order} onClose={() => setOpen(undefined)} />}
      {open === 'window' && <WindowDialog order={order} onClose={() => setOpen(undefined)} />}
      {(open === 'unassign' || open === 'cancel') && (
        <OrderEndDialog key={open} order={order} step={open} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}
