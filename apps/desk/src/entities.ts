import { ArrivalCode } from './arrival-codes/arrival-code.entity.js';
import { AssetCode } from './asset-codes/asset-code.entity.js';
import { Asset } from './assets/asset.entity.js';
import { Attachment } from './attachments/attachment.entity.js';
import { CallBack } from './call-backs/call-back.entity.js';
import { CustomerLink } from './customer-links/customer-link.entity.js';
import { CallStepRow } from './calls/call-step.entity.js';
import { Call } from './calls/call.entity.js';
import { Contact } from './customers/contact.entity.js';
import { Customer } from './customers/customer.entity.js';
import { ServiceAddress } from './customers/service-address.entity.js';
import { HandOverRow } from './hand-overs/hand-over.entity.js';
import { Notice } from './notices/notice.entity.js';
import { Category } from './products/category.entity.js';
import { Product } from './products/product.entity.js';
import { ServiceRequest } from './requests/service-request.entity.js';
import { Seat } from './seats/seat.entity.js';
import { CalendarRow } from './service-levels/calendar.entity.js';
import { RequestClock } from './service-levels/request-clock.entity.js';
import { ServiceLevel } from './service-levels/service-level.entity.js';
import { SiteName } from './sites/site-name.entity.js';
import { TimelineEntry } from './timeline/timeline-entry.entity.js';

export const entities = [
  Category,
  Product,
  Customer,
  Contact,
  ServiceAddress,
  Asset,
  ServiceRequest,
  HandOverRow,
  RequestClock,
  CalendarRow,
  ServiceLevel,
  CallBack,
  Attachment,
  TimelineEntry,
  CustomerLink,
  AssetCode,
  ArrivalCode,
  SiteName,
  Notice,
  Seat,
  Call,
  CallStepRow,
];
