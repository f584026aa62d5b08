import { useState } from 'react';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { ProblemNote } from '../ui/states.js';
import { useKeys } from '../ui/use-keys.js';
import { WindowDialog } from '../windows/window-dialog.js';
import { AssignDialog } from './assign-dialog.js';
import { mayBeAssigned } from './order-changes.js';
import { type Order, useCancelOrder, useMatch, useUnassign } from './queries.js';

const withTimes = new Set<Order['status']>(['ready', 'accepted', 'scheduled']);
const withdrawable = new Set<Order['status']>(['offered', 'accepted', 'scheduled']);
const cancellable = new Set<Order['status']>([
  'draft',
  'ready',
  'offered',
  'accepted',
  'scheduled',
  'en_route',
  'waiting_parts',
]);

/** What may be done with the order as it stands. */
export function OrderActions({ order }: { order: Order }) {
  const texts = useTexts();
  const isDispatcher = useHasRole('dispatcher', 'supervisor');
  const isSite = useHasRole('site_manager');
  const mayAgree = useHasRole('dispatcher', 'supervisor', 'agent', 'site_manager');
  const [open, setOpen] = useState<'assign' | 'window' | 'unassign' | 'cancel'>();
  const match = useMatch(order);
  const cancel = useCancelOrder(order);
  const unassign = useUnassign(order);
  const mayAssign = mayBeAssigned(order) && (isDispatcher || (isSite && order.status === 'accepted'));
  const mayChoose = mayAgree && withTimes.has(order.status);
  const mayMatch = isDispatcher && order.status === 'ready';
  const mayUnassign = isDispatcher && withdrawable.has(order.status);
  const mayCancel = isDispatcher && cancellable.has(order.status);
  useKeys(texts.orders.columns.order, [
    ...(mayAssign ? [{ keys: ['a'], label: texts.orders.assign, does: () => setOpen('assign') }] : []),
    ...(mayChoose ? [{ keys: ['w'], label: texts.windows.choose, does: () => setOpen('window') }] : []),
    ...(mayMatch ? [{ keys: ['m'], label: texts.orders.match, does: () => match.mutate(undefined) }] : []),
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
        <button disabled={match.isPending} onClick={() => match.mutate(undefined)}>
          {texts.orders.match}
        </button>
      )}
      {mayUnassign && <button onClick={() => setOpen('unassign')}>{texts.moves.unassign}</button>}
      {mayCancel && <button onClick={() => setOpen('cancel')}>{texts.orders.cancel}</button>}
      {match.error && <ProblemNote problem={match.error} />}
      {open === 'assign' && <AssignDialog order={order} onClose={() => setOpen(undefined)} />}
      {open === 'window' && <WindowDialog order={order} onClose={() => setOpen(undefined)} />}
      {open === 'unassign' && (
        <ReasonDialog title={texts.moves.unassign} send={unassign} onClose={() => setOpen(undefined)} />
      )}
      {open === 'cancel' && (
        <ReasonDialog title={texts.orders.cancel} send={cancel} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}
