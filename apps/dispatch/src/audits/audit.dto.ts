import { type SiteStatus, siteStatuses } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Day, Flag, Id, ListOf, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import {
  type AuditResult,
  auditResults,
  type AuditStatus,
  auditStatuses,
  severities,
  type Severity,
} from '../core/sites/audit-rules.js';

export class AuditsQuery extends PageQuery {
  @Optional() @Id() siteId?: string;
  @Optional() @OneOf(auditStatuses) status?: AuditStatus;
}

export class DueAuditsQuery extends PageQuery {
  /** `true`: only sites whose audit is overdue. */
  @Optional() @OneOf(['true', 'false']) overdue?: 'true' | 'false';
}

export class PlanAudit {
  @Id() siteId: string;
  /** Local day of the site. */
  @Day() plannedFor: string;
  @Optional() @Text(120) auditor?: string;
}

export class NewFinding {
  @OneOf(severities) severity: Severity;
  @Text(1_000) finding: string;
  /** By the rule of its severity if left out: 7, 30 or 90 days. */
  @Optional() @Day() dueOn?: string;
}

export class HeldAudit {
  @Day() heldOn: string;
  @OneOf(auditResults) result: AuditResult;
  @Text(120) auditor: string;
  @Optional() @Text(2_000) note?: string;
  @ListOf(() => NewFinding, 100) findings: NewFinding[];
  /** By the rule of the result if left out: a year, 90 or 30 days. */
  @Optional() @Day() nextDueOn?: string;
}

export class AuditReason {
  @Text(500) reason: string;
}

export class SettleFinding {
  @Text(1_000) settlement: string;
}

export class FindingView {
  @Id() id: string;
  @OneOf(severities) severity: Severity;
  @Text(1_000) finding: string;
  @Day() dueOn: string;
  @Optional() @Day() settledOn?: string;
  @Optional() @Text(1_000) settlement?: string;
}

export class AuditView {
  @Id() id: string;
  @Id() siteId: string;
  @OneOf(auditStatuses) status: AuditStatus;
  @Day() plannedFor: string;
  @Optional() @Text(120) auditor?: string;
  @Optional() @Day() heldOn?: string;
  @Optional() @OneOf(auditResults) result?: AuditResult;
  @Optional() @Day() nextDueOn?: string;
  @Optional() @Text(2_000) note?: string;
  @ListOf(() => FindingView) findings: FindingView[];
  @Whole(1, 2_147_483_647) version: number;
}

/** A site that works, and its next audit. */
export class DueAuditView {
  @Id() siteId: string;
  @Code() code: string;
  @Text(120) name: string;
  @OneOf(siteStatuses) status: SiteStatus;
  @Optional() @Day() lastHeldOn?: string;
  /** Missing where none was ever held: it is due now. */
  @Optional() @Day() dueOn?: string;
  @Optional() @Day() plannedFor?: string;
  /** Its day has passed where the site is, or the planned day has without the audit. */
  @Flag() overdue: boolean;
  @Whole(0, 100_000) openFindings: number;
  @Whole(0, 100_000) overdueFindings: number;
}
