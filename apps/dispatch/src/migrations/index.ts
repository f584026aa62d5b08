import { DispatchNetwork1700000100000 } from './1700000100000-dispatch-network.js';
import { DispatchOrders1700000100001 } from './1700000100001-dispatch-orders.js';
import { DispatchPlans1700000100002 } from './1700000100002-dispatch-plans.js';
import { WindowHolds1700000100003 } from './1700000100003-window-holds.js';
import { OfferRules1700000100004 } from './1700000100004-offer-rules.js';
import { DayImprovements1700000100005 } from './1700000100005-day-improvements.js';
import { DuePaused1700000100010 } from './1700000100010-due-paused.js';
import { VisitPins1700000100020 } from './1700000100020-visit-pins.js';
import { VisitOverrides1700000100021 } from './1700000100021-visit-overrides.js';
import { HeldParts1700000100022 } from './1700000100022-held-parts.js';
import { SiteCare1700000100030 } from './1700000100030-site-care.js';
import { UnitUsage1700000100031 } from './1700000100031-unit-usage.js';
import { SubStatuses1700000100032 } from './1700000100032-sub-statuses.js';
import { ScoresOfSites1700000100040 } from './1700000100040-scores-of-sites.js';
import { PartSuccessors1700000100050 } from './1700000100050-part-successors.js';

export const migrations = [
  DispatchNetwork1700000100000,
  DispatchOrders1700000100001,
  DispatchPlans1700000100002,
  WindowHolds1700000100003,
  OfferRules1700000100004,
  DayImprovements1700000100005,
  DuePaused1700000100010,
  VisitPins1700000100020,
  VisitOverrides1700000100021,
  HeldParts1700000100022,
  SiteCare1700000100030,
  UnitUsage1700000100031,
  SubStatuses1700000100032,
  ScoresOfSites1700000100040,
  PartSuccessors1700000100050,
];
