import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { invalid } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { matrixKeys, startingMatrix, type TargetKey, type TargetMatrix } from '../core/policy/target-matrix.js';
import { listRows } from '../reading/list-rows.js';
import type { NewTargetMatrix, TargetCell, TargetMatrixQuery, TargetMatrixView } from './target-matrix.dto.js';

interface Row {
  targets: TargetMatrix;
  reason: string;
  author: string;
  enteredAt: string | null;
  version: number;
}

const select = `SELECT targets, reason, author, entered_at AS "enteredAt", version FROM target_matrix`;

/** What counts until a planner has entered another one. */
const startingRow: Row = {
  targets: startingMatrix,
  reason: 'to start with: vital parts first, cheap parts more than dear ones',
  author: 'Callout',
  enteredAt: null,
  version: 1,
};

/** Any number that no other lock of this schema has. */
const matrixLock = 7_226_101;

/** The fill rates that parts are planned for, by value, variation and criticality: each version with who entered it and why. */
@Injectable()
export class TargetMatrixService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<TargetMatrixView> {
    return viewOf(await this.newest());
  }

  /** What a run plans with. */
  async current(): Promise<{ version: number; targets: TargetMatrix }> {
    return this.newest();
  }

  /** The versions that planners have entered, newest first. */
  async versions(query: TargetMatrixQuery): Promise<Page<TargetMatrixView>> {
    const page = await this.transactions.run((manager) =>
      listRows<Row>(manager, query, {
        select,
        conditions: [],
        sort: [{ column: 'version', type: 'integer' }],
        descending: true,
        sortValues: ({ version }) => [version],
      }),
    );
    return { ...page, items: page.items.map(viewOf) };
  }

  /** The next run plans with it. */
  async replace(
    { cells, reason }: NewTargetMatrix,
    caller: Actor,
    seen: number | undefined,
  ): Promise<TargetMatrixView> {
    const targets = targetsOf(cells);
    return this.transactions.run(async () => {
      const { version } = await this.lock();
      requireVersion(version, seen);
      return this.enter(version + 1, targets, reason, caller);
    });
  }

  /** Sets one fill rate in all cells of these classes; a class that is left out does not narrow it. */
  async set(
    cells: Partial<Omit<TargetCell, 'targetShare'>>,
    targetShare: number,
    reason: string,
    caller: Actor,
  ): Promise<TargetMatrixView> {
    return this.transactions.run(async () => {
      const { version, targets } = await this.lock();
      const changed = matrixKeys.map((key) => [key, isAmong(key, cells) ? targetShare : targets[key]]);
      return this.enter(version + 1, Object.fromEntries(changed) as TargetMatrix, reason, caller);
    });
  }

  private async lock(): Promise<Row> {
    await this.transactions.manager.query(`SELECT pg_advisory_xact_lock(hashtext(current_schema()), $1)`, [matrixLock]);
    return this.newest();
  }

  private async enter(
    version: number,
    targets: TargetMatrix,
    reason: string,
    caller: Actor,
  ): Promise<TargetMatrixView> {
    await this.transactions.manager.query(
      `INSERT INTO target_matrix (version, targets, reason, author, entered_at) VALUES ($1, $2, $3, $4, $5)`,
      [version, JSON.stringify(targets), reason, caller.name, this.clock.now()],
    );
    return viewOf(await this.newest());
  }

  private async newest(): Promise<Row> {
    const [row] = await this.transactions.run((manager) =>
      manager.query<Row[]>(`${select} ORDER BY version DESC LIMIT 1`),
    );
    return row ?? startingRow;
  }
}

function targetsOf(cells: readonly TargetCell[]): TargetMatrix {
  const given = new Map<string, number>();
  for (const { valueClass, variationClass, criticality, targetShare } of cells) {
    const key = `${valueClass}/${variationClass}/${criticality}`;
    if (given.has(key)) throw invalid('cells', `${key} is there twice: give each combination once`);
    given.set(key, targetShare);
  }
  const missing = matrixKeys.find((key) => !given.has(key));
  if (missing) throw invalid('cells', `${missing} is missing: give each combination once`);
  return Object.fromEntries(given) as TargetMatrix;
}

function isAmong(key: TargetKey, wanted: Partial<Omit<TargetCell, 'targetShare'>>): boolean {
  const { targetShare: _, ...cell } = cellOf(key, 0);
  return Object.entries(cell).every(([name, value]) => (wanted[name as keyof typeof cell] ?? value) === value);
}

const viewOf = ({ targets, ...row }: Row): TargetMatrixView => ({
  cells: matrixKeys.map((key) => cellOf(key, targets[key])),
  ...row,
});

function cellOf(key: TargetKey, targetShare: number): TargetCell {
  const [valueClass, variationClass, criticality] = key.split('/') as [
    TargetCell['valueClass'],
    TargetCell['variationClass'],
    TargetCell['criticality'],
  ];
  return { valueClass, variationClass, criticality, targetShare };
}
