import { useState } from 'react';
import { useTechnicianName } from '../api/lookups.js';
import type { Order } from '../orders/queries.js';
import { DeadlineClock } from '../offers/deadline-clock.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Dialog } from '../ui/dialog.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useBookWindow, useHoldWindow, useReleaseWindow, useWindows, type Window, type WindowHold } from './queries.js';

const days = 7;
/** So many of the cheapest are recommended to the customer. */
const best = 3;

/** While the customer is on the telephone: what can be promised, the cheapest marked; one is kept, then booked. */
export function WindowDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const texts = useTexts();
  const [held, setHeld] = useState<WindowHold>();
  const release = useReleaseWindow();
  const leave = () => {
    if (held) release.mutate(held.id);
    onClose();
  };
  return (
    <Dialog title={texts.windows.title(order.number)} onClose={leave}>
      {held ? (
        <Held order={order} hold={held} onBack={() => setHeld(undefined)} onDone={onClose} />
      ) : (
        <Choice order={order} onHeld={setHeld} />
      )}
    </Dialog>
  );
}

function Choice({ order, onHeld }: { order: Order; onHeld: (hold: WindowHold) => void }) {
  const texts = useTexts();
  const format = useFormat();
  const query = useWindows(order.id, days);
  const hold = useHoldWindow(order.id);
  const zone = order.place.timeZone;
  return (
    <>
      {hold.error && <ProblemNote problem={hold.error} />}
      <Loaded query={query} isEmpty={(windows) => windows.length === 0} empty={texts.windows.none}>
        {(windows) => {
          const recommended = new Set(windows.slice(0, best));
          const byDay = Map.groupBy(windows.toSorted(byTime), ({ from }) => format.day(from, zone));
          return [...byDay].map(([day, ofDay]) => (
            <section key={day}>
              <h3>{day}</h3>
              <div className="actions">
                {ofDay.map((window) => (
                  <button
                    key={window.from}
                    className={recommended.has(window) ? 'primary' : undefined}
                    disabled={hold.isPending}
                    onClick={() => hold.mutate({ from: window.from, to: window.to }, { onSuccess: onHeld })}
                  >
                    {format.time(window.from, zone)} – {format.time(window.to, zone)}
                    <small> {texts.windows.added(format.number(Math.round(window.addedMinutes)))}</small>
                  </button>
                ))}
              </div>
            </section>
          ));
        }}
      </Loaded>
    </>
  );
}

const byTime = (one: Window, other: Window) => (one.from < other.from ? -1 : 1);

interface HeldProps {
  order: Order;
  hold: WindowHold;
  onBack: () => void;
  onDone: () => void;
}

function Held({ order, hold, onBack, onDone }: HeldProps) {
  const texts = useTexts();
  const format = useFormat();
  const technicianName = useTechnicianName();
  const book = useBookWindow();
  const release = useReleaseWindow();
  const zone = order.place.timeZone;
  return (
    <>
      <p>
        <strong>
          {format.day(hold.from, zone)}, {format.time(hold.from, zone)} – {format.time(hold.to, zone)}
        </strong>{' '}
        {technicianName(hold.technicianId)}
      </p>
      <p role="status">
        {texts.windows.kept} <DeadlineClock deadline={hold.expiresAt} />
      </p>
      {book.error && <ProblemNote problem={book.error} />}
      <footer className="actions">
        <button
          className="primary"
          disabled={book.isPending}
          onClick={() => book.mutate(hold.id, { onSuccess: onDone })}
        >
          {texts.windows.book}
        </button>
        <button disabled={book.isPending} onClick={() => release.mutate(hold.id, { onSettled: onBack })}>
          {texts.windows.another}
        </button>
      </footer>
    </>
  );
}
