import { TimeWindow } from '#common/events/values.js';
import { Id, Instant, ListOf, Nested, OneOf, Optional, Text } from '#common/validation/fields.js';
import { ContactBody } from '../customers/customer.dto.js';
import { intakes } from '../requests/request.dto.js';

export class AssetCodeView {
  @Id() assetId: string;
  @Text(22) code: string;
  /** The label's QR code leads to this path of your Callout. */
  @Text(40) path: string;
  @Instant() createdAt: string;
}

/** What the page of a code may show to whoever stands before the asset. */
export class CodedAsset {
  @Text(120) productEn: string;
  @Text(120) productZh: string;
  @Text(120) categoryEn: string;
  @Text(120) categoryZh: string;
  /** The end of the serial number, to compare with the plate. */
  @Optional() @Text(4) serialEnding?: string;
  /** Zone of the place where the asset stands. */
  @Text(64) timeZone: string;
  @Instant() now: string;
}

/** A report of a code. */
export class ReportByCode {
  /** A new UUID for a new report: sent again with the same one, it is the same report. */
  @Id() reportId: string;
  @Text(4000) problem: string;
  /** Whom to ask: with a phone number or an e-mail address. */
  @Nested(() => ContactBody) contact: ContactBody;
  /** When somebody may come, best first. */
  @Optional() @ListOf(() => TimeWindow, 3) windows?: TimeWindow[];
}

export class ReportedByCode {
  @Text(32) number: string;
  /** `duplicate`: the fault was known, what was written is added to the open request. */
  @OneOf(intakes) intake: (typeof intakes)[number];
  /** Opens the request at `/l#<token>`; only for whoever reported it, so missing for a duplicate. */
  @Optional() @Text(54) token?: string;
}
