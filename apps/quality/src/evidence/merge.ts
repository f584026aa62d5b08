import type { OrderEvidence } from './order-evidence.entity.js';

export type EvidencePatch = Partial<Omit<OrderEvidence, 'repairOrderId'>>;

interface EvidenceColumn {
  column: string;
  /** How a new value joins the one that is there; the new one replaces it if nothing is said. */
  merge?: string;
}

const columns = {
  answeredAt: { column: 'answered_at' },
  satisfied: { column: 'satisfied' },
  quality: { column: 'quality' },
  punctuality: { column: 'punctuality' },
  attitude: { column: 'attitude' },
  timesConfirmed: { column: 'times_confirmed' },
  workConfirmed: { column: 'work_confirmed' },
  complaint: { column: 'complaint' },
  returnedAt: { column: 'returned_at', merge: 'LEAST(order_evidence.returned_at, excluded.returned_at)' },
  partsAtHand: { column: 'parts_at_hand' },
  partsMissed: { column: 'parts_missed', merge: 'order_evidence.parts_missed + excluded.parts_missed' },
  closedAt: { column: 'closed_at' },
  closeOutcome: { column: 'close_outcome' },
} satisfies Record<keyof EvidencePatch, EvidenceColumn>;

const answer = Object.entries(columns)
  .map(([field, { column }]) => `${column} AS "${field}"`)
  .join(', ');

/** One statement that adds facts to an order's evidence, takes its row as lock and answers all that is known. Commutes: facts may come in any order. */
export function mergeStatement(repairOrderId: string, patch: EvidencePatch): [sql: string, values: unknown[]] {
  const fields = (Object.keys(patch) as (keyof EvidencePatch)[]).filter((field) => patch[field] !== undefined);
  const known: Record<keyof EvidencePatch, EvidenceColumn> = columns;
  const names = fields.map((field) => known[field].column);
  const sets = fields.map(
    (field) => `${known[field].column} = ${known[field].merge ?? `excluded.${known[field].column}`}`,
  );
  const sql = `INSERT INTO order_evidence (${['repair_order_id', ...names].join(', ')})
    VALUES (${['', ...names].map((_, index) => `$${index + 1}`).join(', ')})
    ON CONFLICT (repair_order_id) DO UPDATE SET ${['repair_order_id = excluded.repair_order_id', ...sets].join(', ')}
    RETURNING repair_order_id AS "repairOrderId", ${answer}`;
  return [sql, [repairOrderId, ...fields.map((field) => patch[field])]];
}
