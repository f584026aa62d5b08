import { calls } from './en-calls.js';
import { codes } from './en-codes.js';
import { customer } from './en-customer.js';
import { demand } from './en-demand.js';
import { dispatch } from './en-dispatch.js';
import { labels } from './en-labels.js';
import { moves } from './en-moves.js';
import { network } from './en-network.js';
import { offerRules } from './en-offer-rules.js';
import { office } from './en-office.js';
import { orders } from './en-orders.js';
import { partsExceptions } from './en-parts-exceptions.js';
import { itemLocations, reasonWords } from './en-item-locations.js';
import { planningRuns } from './en-planning-runs.js';
import { approveByRule, partsTables } from './en-parts-tables.js';
import { myDay, phone } from './en-phone.js';
import { plans, risks, windows } from './en-planning.js';
import { policyLab } from './en-policy-lab.js';
import { quality } from './en-quality.js';
import { shell } from './en-shell.js';
import { scoreCard } from './en-score-card.js';
import { stockCount } from './en-stock-count.js';
import { subStatuses } from './en-sub-statuses.js';

/** Every text of the app. The other languages have the type of this one: a missing key does not compile, nor does a value of the API without a label. */
export const en = {
  ...shell,
  ...labels,
  ...orders,
  ...office,
  calls,
  codes,
  plans,
  windows,
  risks,
  dispatch,
  moves,
  network,
  offerRules,
  scoreCard,
  stockCount,
  subStatuses,
  partsExceptions,
  demand,
  itemLocations,
  reasonWords,
  planningRuns,
  policyLab,
  quality,
  partsTables,
  approveByRule,
  customer,
  phone,
  myDay,
};

export type Texts = typeof en;
