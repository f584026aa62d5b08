import { PageQuery } from '#common/http/pages.js';
import { Flag, Id, Instant, Optional, Text, Whole } from '#common/validation/fields.js';

export class AuditQuery extends PageQuery {
  @Optional() @Id() actorId?: string;
  @Optional() @Instant() from?: string;
  @Optional() @Instant() to?: string;
}

export class AuditEntryView {
  @Whole(1, Number.MAX_SAFE_INTEGER) seq: number;
  @Instant() at: string;
  @Optional() @Id() actorId?: string;
  @Optional() @Text(16) actorKind?: string;
  @Optional() @Text(120) actorName?: string;
  @Optional() @Id() siteId?: string;
  @Text(16) method: string;
  @Text(500) path: string;
  @Whole(100, 599) status: number;
  @Text(100) address: string;
  @Text(100, 0) correlationId: string;
  /** SHA-256 over the hash of the entry before and these fields, hexadecimal. */
  @Text(64, 64) hash: string;
}

export class AuditCheckView {
  /** Whether every entry still is what was written and none is missing between two others. */
  @Flag() intact: boolean;
  @Whole(0, Number.MAX_SAFE_INTEGER) entries: number;
  /** The first entry that does not fit. */
  @Optional() @Whole(1, Number.MAX_SAFE_INTEGER) brokenAt?: number;
  /** The newest hash: keep it elsewhere to notice a cut-off end. */
  @Text(64, 64) lastHash: string;
}
