import { DeskTables1764000000000 } from './1764000000000-desk-tables.js';
import { DeskArrival1764000000001 } from './1764000000001-desk-arrival.js';
import { DeskHandOvers1764000000002 } from './1764000000002-desk-hand-overs.js';
import { SearchWords1764000000003 } from './1764000000003-search-words.js';
import { CustomerLinks1764000000004 } from './1764000000004-customer-links.js';
import { Notices1764000000005 } from './1764000000005-notices.js';
import { ExternalIdsOfCallers1764000000010 } from './1764000000010-external-ids-of-callers.js';
import { TechnicianOfVisit1764000000011 } from './1764000000011-technician-of-visit.js';
import { UnsafeOrders1764000000020 } from './1764000000020-unsafe-orders.js';
import { NextUpdates1764000000021 } from './1764000000021-next-updates.js';
import { ArrivalCodes1764000000030 } from './1764000000030-arrival-codes.js';
import { Retention1764000000025 } from './1764000000025-retention.js';
import { NoticesNotRepaired1764000000036 } from './1764000000036-notices-not-repaired.js';
import { Calls1764000000031 } from './1764000000031-calls.js';
import { RowSecurity1764000000040 } from './1764000000040-row-security.js';
import { SilentCalls1764000000050 } from './1764000000050-silent-calls.js';
import { PossibleDuplicates1764000000051 } from './1764000000051-possible-duplicates.js';
import { VersionsOfCategories1764000000059 } from './1764000000059-versions-of-categories.js';

export const migrations = [
  DeskTables1764000000000,
  DeskArrival1764000000001,
  DeskHandOvers1764000000002,
  SearchWords1764000000003,
  CustomerLinks1764000000004,
  Notices1764000000005,
  ExternalIdsOfCallers1764000000010,
  TechnicianOfVisit1764000000011,
  UnsafeOrders1764000000020,
  NextUpdates1764000000021,
  ArrivalCodes1764000000030,
  Retention1764000000025,
  NoticesNotRepaired1764000000036,
  Calls1764000000031,
  RowSecurity1764000000040,
  SilentCalls1764000000050,
  PossibleDuplicates1764000000051,
  VersionsOfCategories1764000000059,
];
