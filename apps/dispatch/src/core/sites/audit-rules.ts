export const auditResults = ['passed', 'conditions', 'failed'] as const;
export type AuditResult = (typeof auditResults)[number];
export const auditStatuses = ['planned', 'held', 'cancelled'] as const;
export type AuditStatus = (typeof auditStatuses)[number];
export const severities = ['minor', 'major', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Days until a site is audited again: the worse it went, the sooner. */
const repeatedAfterDays: Readonly<Record<AuditResult, number>> = { passed: 365, conditions: 90, failed: 30 };
/** Days that a site has to settle what was found. */
const settledWithinDays: Readonly<Record<Severity, number>> = { minor: 90, major: 30, critical: 7 };

/** The day, `YYYY-MM-DD`, by which the next audit must be held. */
export const nextAuditDue = (heldOn: string, result: AuditResult): string =>
  dayAfter(heldOn, repeatedAfterDays[result]);

/** The day by which a finding must be settled. */
export const findingDue = (heldOn: string, severity: Severity): string => dayAfter(heldOn, settledWithinDays[severity]);

function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
