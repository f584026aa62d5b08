import { useSiteOf, useTechnicianName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { changedFacts, type OrderFact } from './order-changes.js';
import type { Order } from './queries.js';

interface OrderConflictProps {
  seen: Order;
  now: Order;
  /** The user has read what has changed and wants to go on from there; missing where the order as it is now leaves nothing to go on with. */
  onSeen: (() => void) | undefined;
}

/** Somebody else changed the order while something was being done with it: what is different now, before anything is sent again. */
export function OrderConflict({ seen, now, onSeen }: OrderConflictProps) {
  const texts = useTexts();
  const wordsOf = useFactWords();
  const { columns, status, site, dueBy, windows, parts } = texts.orders;
  const names: Record<OrderFact, string> = {
    status,
    siteId: site,
    technicianId: texts.visits.technician,
    priority: columns.urgency,
    dueBy,
    windows,
    partsAvailableAt: parts,
  };
  const facts = changedFacts(seen, now);
  return (
    <div className="note warn">
      <p>{texts.orders.conflict}</p>
      {facts.length === 0 && <p>{texts.orders.conflictElsewhere}</p>}
      <ul className="plain">
        {facts.map((fact) => (
          <li key={fact}>
            {names[fact]}: {wordsOf(seen, fact)} → {wordsOf(now, fact)}
          </li>
        ))}
      </ul>
      {onSeen && (
        <button type="button" onClick={onSeen}>
          {texts.visits.goOn}
        </button>
      )}
    </div>
  );
}

const nothing = '–';

function useFactWords(): (order: Order, fact: OrderFact) => string {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const technicianName = useTechnicianName();
  return ({ place: { timeZone }, ...order }, fact) => {
    const words: Record<OrderFact, () => string | undefined> = {
      status: () => texts.orderStatus[order.status],
      siteId: () => order.siteId && (siteOf(order.siteId)?.name ?? '…'),
      technicianId: () => order.technicianId && (technicianName(order.technicianId) ?? '…'),
      priority: () => texts.priority[order.priority],
      dueBy: () => format.dateTime(order.dueBy, timeZone),
      windows: () =>
        order.windows
          .map(({ from, to }) => `${format.dateTime(from, timeZone)} – ${format.time(to, timeZone)}`)
          .join('; '),
      partsAvailableAt: () => order.partsAvailableAt && format.dateTime(order.partsAvailableAt, timeZone),
    };
    return words[fact]() || nothing;
  };
}
