import type { Texts } from './en.js';
import { calls } from './zh-calls.js';
import { codes } from './zh-codes.js';
import { customer } from './zh-customer.js';
import { demand } from './zh-demand.js';
import { dispatch } from './zh-dispatch.js';
import { labels } from './zh-labels.js';
import { moves } from './zh-moves.js';
import { network } from './zh-network.js';
import { offerRules } from './zh-offer-rules.js';
import { office } from './zh-office.js';
import { orders } from './zh-orders.js';
import { partsExceptions } from './zh-parts-exceptions.js';
import { itemLocations, reasonWords } from './zh-item-locations.js';
import { planningRuns } from './zh-planning-runs.js';
import { approveByRule, partsTables } from './zh-parts-tables.js';
import { myDay, phone } from './zh-phone.js';
import { plans, risks, windows } from './zh-planning.js';
import { policyLab } from './zh-policy-lab.js';
import { quality } from './zh-quality.js';
import { shell } from './zh-shell.js';
import { scoreCard } from './zh-score-card.js';
import { stockCount } from './zh-stock-count.js';
import { subStatuses } from './zh-sub-statuses.js';

export const zh: Texts = {
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
