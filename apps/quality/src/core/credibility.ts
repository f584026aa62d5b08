/** Orders with a value, their sum and the sum of squares, of one indicator at one site. */
export interface SiteSums {
  orders: number;
  sum: number;
  sumSquares: number;
}

/** How much the network's mean weighs against a site's own orders. */
export interface Prior {
  /** Mean over all orders of the network. */
  mean: number;
  /** The network's mean counts as much as this many orders (Bühlmann's k). */
  orders: number;
}

/** Without any order: a good but not perfect site. */
export const neutralMean = 0.8;
const defaultPriorOrders = 20;
const fewestPriorOrders = 5;
const mostPriorOrders = 200;

/**
 * The prior from all sites, by the non-parametric Bühlmann–Straub estimators (Bühlmann and Straub 1970; Bühlmann and Gisler 2005,
 * "A Course in Credibility Theory", ch. 4): with n_j orders and mean m_j at site j, N = sum n_j and overall mean m,
 *
 *     s² = sum_j sum_i (x_ij - m_j)² / (N - J)                              within sites
 *     a  = (sum_j n_j (m_j - m)² - (J - 1) s²) / (N - sum_j n_j² / N)       between sites
 *     k  = s² / a
 *
 * k is kept between 5 and 200, 200 where the sites do not differ (a <= 0), 20 where there are too few orders to tell.
 */
export function priorOf(sites: readonly SiteSums[]): Prior {
  const heard = sites.filter(({ orders }) => orders > 0);
  const total = sumOf(heard, ({ orders }) => orders);
  if (total === 0) return { mean: neutralMean, orders: defaultPriorOrders };
  const mean = sumOf(heard, ({ sum }) => sum) / total;
  return { mean, orders: priorOrders(heard, total, mean) };
}

function priorOrders(sites: readonly SiteSums[], total: number, mean: number): number {
  const spare = total - sites.length;
  const spread = total - sumOf(sites, ({ orders }) => orders ** 2) / total;
  if (sites.length < 2 || spare <= 0) return defaultPriorOrders;
  const within = sumOf(sites, ({ orders, sum, sumSquares }) => sumSquares - sum ** 2 / orders) / spare;
  const betweenSquares = sumOf(sites, ({ orders, sum }) => orders * (sum / orders - mean) ** 2);
  const between = (betweenSquares - (sites.length - 1) * within) / spread;
  if (between <= 1e-12) return mostPriorOrders;
  return Math.min(mostPriorOrders, Math.max(fewestPriorOrders, within / between));
}

/** The site's mean shrunk towards the network: (sum + k · mean) / (orders + k), 0..1. A site without orders gets the network's mean. */
export function shrunkMean({ orders, sum }: SiteSums, prior: Prior): number {
  return (sum + prior.orders * prior.mean) / (orders + prior.orders);
}

const sumOf = <T>(items: readonly T[], value: (item: T) => number) => items.reduce((sum, item) => sum + value(item), 0);
