import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { type TriageCase, TriageModel } from '../core/triage/model.js';

/** Of each category the newest so many rows are learned: older ones say little about today's products. */
const mostCases = 5_000;
/** How long a model is used before new cases are looked for. */
const freshMilliseconds = 20_000;
/** Rows committed out of order are found as long as they are not later than this many rows. */
const overlap = 500;

interface Held {
  model: TriageModel;
  /** Highest row seen. */
  seq: number;
  /** Rows near `seq` that are learned already. */
  recent: Set<number>;
  /** Milliseconds on the process's own clock. */
  lookedAt: number;
}

type CaseRow = TriageCase & { seq: number };

/** What this process has learned, per category: read once, then only what is new. */
@Injectable()
export class TriageModels {
  private readonly held = new Map<string, Held>();

  constructor(private readonly transactions: Transactions) {}

  async of(category: string): Promise<TriageModel> {
    const known = this.held.get(category);
    // The first lesson counts at once: as long as there is none, looking costs one step down an index.
    const isTaught = known !== undefined && known.model.orders > 0;
    if (isTaught && performance.now() - known.lookedAt < freshMilliseconds) return known.model;
    const held = known ?? { model: new TriageModel(), seq: 0, recent: new Set<number>(), lookedAt: 0 };
    held.lookedAt = performance.now();
    for (const found of await this.rowsAfter(category, held.seq)) learn(held, found);
    this.held.set(category, held);
    return held.model;
  }

  /** Makes the next suggestion look for new cases. */
  expire(): void {
    for (const held of this.held.values()) held.lookedAt = -Infinity;
  }

  private rowsAfter(category: string, seq: number): Promise<CaseRow[]> {
    return this.transactions.run((manager) =>
      manager.query<CaseRow[]>(
        `SELECT * FROM (
           SELECT seq::float8 AS seq, problem, symptom_code AS "symptomCode", fault_code AS "faultCode", parts,
             skill_level AS "skillLevel", repair_minutes AS "repairMinutes", orders
           FROM triage_case WHERE category = $1 AND seq > $2 ORDER BY triage_case.seq DESC LIMIT ${mostCases}
         ) newest ORDER BY seq`,
        [category, seq - overlap],
      ),
    );
  }
}

function learn(held: Held, found: CaseRow): void {
  if (held.recent.has(found.seq)) return;
  held.model.learn(found);
  held.recent.add(found.seq);
  held.seq = Math.max(held.seq, found.seq);
  if (held.recent.size > 4 * overlap) {
    for (const seq of held.recent) if (seq <= held.seq - overlap) held.recent.delete(seq);
  }
}
