import { useState } from 'react';
import { useLocationName } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded } from '../ui/states.js';
import { type ExpectedOrder, type Item, useExpectedOrders, useReceive } from './queries.js';

/** What is on its way here, the first due first; what has come is booked in here. */
export function ExpectedOrders({ item }: { item: Item }) {
  const { itemLocations: texts } = useTexts();
  const query = useExpectedOrders(item);
  return (
    <section className="panel">
      <h2>{texts.orders}</h2>
      <Loaded query={query}>
        {(orders) => {
          const open = orders
            .filter(({ status }) => status !== 'received')
            .toSorted((one, other) => Date.parse(one.eta) - Date.parse(other.eta));
          if (open.length === 0) return <p className="muted">{texts.noOrders}</p>;
          return (
            <ul className="plain rows">
              {open.map((order) => (
                <OrderRow key={order.id} order={order} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}

function OrderRow({ order }: { order: ExpectedOrder }) {
  const { itemLocations: texts, proposalKind } = useTexts();
  const format = useFormat();
  const now = useNow();
  const locationName = useLocationName();
  const [isReceiving, setIsReceiving] = useState(false);
  const { kind, quantity, received, eta, fromLocationId } = order;
  return (
    <li>
      <p className="badges">
        {proposalKind[kind]}: {texts.order(format.number(quantity), format.number(received))}
        {Date.parse(eta) < now && <Badge tone="bad">{texts.overdue}</Badge>}
      </p>
      <small>
        {texts.due(format.fullDateTime(eta))}
        {fromLocationId && ` ← ${locationName(fromLocationId)}`}
      </small>
      <button onClick={() => setIsReceiving(true)}>{texts.receive}</button>
      {isReceiving && <ReceiveDialog order={order} onClose={() => setIsReceiving(false)} />}
    </li>
  );
}

function ReceiveDialog({ order, onClose }: { order: ExpectedOrder; onClose: () => void }) {
  const { itemLocations: texts, planner } = useTexts();
  const receive = useReceive(order);
  const left = order.quantity - order.received;
  return (
    <Dialog title={texts.receive} onClose={onClose}>
      <SendForm
        send={receive}
        submit={texts.receive}
        onDone={onClose}
        wish={({ number }) => ({ quantity: number('quantity') ?? left })}
      >
        <Field label={planner.columns.quantity} name="quantity" problem={receive.error}>
          <input type="number" name="quantity" min={1} max={left} required defaultValue={left} />
        </Field>
      </SendForm>
    </Dialog>
  );
}
