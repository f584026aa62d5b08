import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { useListKeys } from '../ui/use-list-keys.js';
import { useTitle } from '../ui/use-title.js';
import { SavedViews } from '../views/saved-views.js';
import { filterOf, OrderFilters } from './order-filters.js';
import { OrderDrawer } from './order-drawer.js';
import { OrderTable } from './order-table.js';
import { useBoardOrders } from './queries.js';
import { SummaryStrip } from './summary-strip.js';

/** Every order that goes on, the one due first at the top; filters and the open order are in the address. */
export default function OrdersPage() {
  const texts = useTexts();
  const { orderId } = useParams();
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  useTitle(texts.pages.orders);
  useListKeys(texts.pages.orders, 'main table.list tbody th a');
  const orders = useBoardOrders(filterOf(parameters));
  const search = parameters.size > 0 ? `?${parameters}` : '';
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.orders}</h1>
        <SummaryStrip />
        <SavedViews page="orders" />
      </header>
      <OrderFilters />
      <OrderTable orders={orders} linkTo={(id) => `/app/orders/${id}${search}`} openId={orderId} />
      {orderId && <OrderDrawer key={orderId} id={orderId} onClose={() => void navigate(`/app/orders${search}`)} />}
    </>
  );
}
