/** What the audit trail keeps of one request that may have changed something. */
export interface AuditFacts {
  seq: number;
  /** RFC 3339 with milliseconds. */
  at: string;
  actorId: string | null;
  actorKind: string | null;
  actorName: string | null;
  siteId: string | null;
  method: string;
  path: string;
  status: number;
  address: string;
  correlationId: string;
}

/** The bytes that an entry's hash covers, together with the hash before it: the same for the same facts, for ever. */
export function auditText(facts: AuditFacts): string {
  return JSON.stringify([
    facts.seq,
    facts.at,
    facts.actorId,
    facts.actorKind,
    facts.actorName,
    facts.siteId,
    facts.method,
    facts.path,
    facts.status,
    facts.address,
    facts.correlationId,
  ]);
}
