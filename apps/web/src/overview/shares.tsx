import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loaded } from '../ui/states.js';

type Shares = Schemas['BoardSharesView'];

/** Open orders by how long they have been open, status, priority and site; what is overdue of each is told apart. */
export function OpenShares() {
  const texts = useTexts();
  const query = useQuery({
    queryKey: ['orders', 'shares'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/board/shares', { signal })),
  });
  return (
    <Loaded query={query}>
      {(shares) => (
        <div className="columns wide-columns">
          <SharePanel
            title={texts.orders.age}
            all={shares.orders}
            rows={rowsOf(shares.ages, texts.orders.ages, 'age')}
          />
          <SharePanel
            title={texts.orders.status}
            all={shares.orders}
            rows={rowsOf(shares.statuses, texts.orderStatus, 'status')}
          />
          <SharePanel
            title={texts.orders.priority}
            all={shares.orders}
            rows={rowsOf(shares.priorities, texts.priority, 'priority')}
          />
          <SharePanel title={texts.orders.site} all={shares.orders} rows={siteRows(shares, texts.overview)} />
        </div>
      )}
    </Loaded>
  );
}

interface ShareRow {
  key: string;
  name: string;
  /** The list behind it. */
  to: string | undefined;
  orders: number;
  breached: number;
}

const rowsOf = (
  shares: Shares['ages'],
  labels: Readonly<Record<string, string>>,
  parameter: string,
): readonly ShareRow[] =>
  shares.map(({ name, ...counts }) => ({
    key: name,
    name: labels[name] ?? name,
    to: `/app/orders?${parameter}=${name}`,
    ...counts,
  }));

function siteRows(
  { sites, otherSites, noSite }: Shares,
  words: { otherSites: string; noSite: string },
): readonly ShareRow[] {
  const rest = [
    { ...otherSites, key: 'others', name: words.otherSites, to: undefined },
    { ...noSite, key: 'none', name: words.noSite, to: undefined },
  ];
  return [
    ...sites.map(({ siteId = '', siteName = '…', ...counts }) => ({
      key: siteId,
      name: siteName,
      to: `/app/orders?siteId=${siteId}`,
      ...counts,
    })),
    ...rest.filter(({ orders }) => orders > 0),
  ];
}

function SharePanel({ title, all, rows }: { title: string; all: number; rows: readonly ShareRow[] }) {
  const texts = useTexts();
  const format = useFormat();
  const most = Math.max(1, ...rows.map(({ orders }) => orders));
  const width = (orders: number) => ({ width: `${(100 * orders) / most}%` });
  return (
    <section className="panel">
      <h2>{title}</h2>
      {rows.length === 0 && <p className="empty">{texts.orders.none}</p>}
      <ul className="plain meters shares">
        {rows.map(({ key, name, to, orders, breached }) => (
          <li key={key}>
            {to ? <Link to={to}>{name}</Link> : <span>{name}</span>}
            <span className="meter" aria-hidden="true">
              <span className="late" style={width(breached)} />
              <span style={width(orders - breached)} />
            </span>
            <strong>{format.number(orders)}</strong>
            <span className="muted number">{format.percent(orders / Math.max(1, all))}</span>
            <small className="number">{breached > 0 && texts.overview.overdue(format.number(breached))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
