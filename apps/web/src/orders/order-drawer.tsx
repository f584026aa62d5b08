import { useCategoryName } from '../api/lookups.js';
import { useSeesOffers } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { OrderSubStatus } from '../sub-statuses/order-sub-status.js';
import { Badge } from '../ui/badge.js';
import { Drawer } from '../ui/drawer.js';
import { orderTones, priorityTones } from '../ui/labels.js';
import { Loaded } from '../ui/states.js';
import { Candidates } from './candidates.js';
import { OrderActions } from './order-actions.js';
import { OrderFacts } from './order-facts.js';
import { OrderHistory } from './order-history.js';
import { OrderOffers } from './order-offers.js';
import { OrderParts } from './order-parts.js';
import { OrderSteps } from './order-steps.js';
import { OrderUnit } from './order-unit.js';
import { OrderVisits } from './order-visits.js';
import { type Order, useOrder } from './queries.js';

/** Everything about one order on one screen. */
export function OrderDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts();
  const order = useOrder(id);
  return (
    <Drawer title={order.data?.number ?? texts.orders.columns.order} onClose={onClose}>
      <Loaded query={order}>{(found) => <OrderBody order={found} />}</Loaded>
    </Drawer>
  );
}

function OrderBody({ order }: { order: Order }) {
  const texts = useTexts();
  const categoryName = useCategoryName();
  const seesOffers = useSeesOffers();
  return (
    <>
      <p className="badges">
        <Badge tone={orderTones[order.status]}>{texts.orderStatus[order.status]}</Badge>
        {order.emergency && <Badge tone="bad">{texts.orders.emergency}</Badge>}
        <Badge tone={priorityTones[order.priority]}>{texts.priority[order.priority]}</Badge>
        {order.underWarranty && <Badge>{texts.orders.underWarranty}</Badge>}
        {order.exceptionReasons.map((reason) => (
          <Badge key={reason} tone="bad">
            {texts.rule[reason as keyof typeof texts.rule] ?? reason}
          </Badge>
        ))}
      </p>
      <p>
        {categoryName(order.category)} · {order.place.locality}
      </p>
      <OrderActions order={order} />
      <OrderSubStatus order={order} />
      <OrderFacts order={order} />
      <OrderUnit order={order} />
      <OrderVisits order={order} />
      <OrderParts order={order} />
      {seesOffers && <OrderOffers order={order} />}
      {seesOffers && <Candidates order={order} />}
      <OrderHistory order={order} />
      <OrderSteps order={order} />
    </>
  );
}
