import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isDatabaseUnavailable } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { Loop } from '#common/messaging/loop.js';
import { asCallout } from '#common/messaging/system-context.js';
import { Clock } from '#common/runtime/clock.js';
import { logger } from '#common/runtime/logger.js';
import { addLabCells } from './lab.sql.js';
import { savePlannedItems } from './planned-items.sql.js';
import { finishBatch, leaseBatch, leaseRun, lockRunning } from './planning-data.sql.js';
import { type LeasedBatch, PlanningData } from './planning-data.js';
import { PlanningRunsService } from './planning-runs.service.js';
import { PlanningSignal } from './planning-signal.js';
import { PlanningThreads } from './planning-threads.js';
import { PolicyLab } from './policy-lab.js';
import { RunPreparation } from './run-preparation.js';

const pollMilliseconds = 2_000;
/** A batch that fails so often fails the run: it would fail for ever. */
const mostAttempts = 3;

/**
 * Does planning runs in the background, batch by batch: claims one for a minute, plans it outside any transaction, and writes it unless the run was
 * stopped meanwhile. Every server does this, so they share the work; what a dead one had claimed is claimed again when its lease is over. A server has
 * one batch more on its way than threads that plan: the database reads and writes while they do.
 */
@Injectable()
export class PlanningWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly closing = new AbortController();
  private readonly lanes: Loop[];

  constructor(
    private readonly transactions: Transactions,
    private readonly preparation: RunPreparation,
    private readonly data: PlanningData,
    private readonly lab: PolicyLab,
    private readonly runs: PlanningRunsService,
    private readonly clock: Clock,
    threads: PlanningThreads,
    signal: PlanningSignal,
  ) {
    this.lanes = Array.from({ length: threads.count + 1 }, (_, lane) => {
      const turn = lane === 0 ? () => this.turn() : () => this.planOne();
      return new Loop(`planning runs ${lane}`, () => asCallout(async () => ((await turn()) ? 0 : pollMilliseconds)));
    });
    signal.listen(() => this.ring());
  }

  onApplicationBootstrap(): void {
    for (const lane of this.lanes) lane.start();
  }

  private ring(): void {
    for (const lane of this.lanes) lane.ring();
  }

  /** What is half done is given back at once: another server, or the next start, does it. */
  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.lanes.map((lane) => lane.stop()));
  }

  private async turn(): Promise<boolean> {
    return (await this.publishOne()) || (await this.prepareOne()) || (await this.planOne());
  }

  private async publishOne(): Promise<boolean> {
    const [run] = await this.transactions.run((manager) =>
      manager.query<{ id: string }[]>(
        `SELECT id FROM planning_run WHERE status = 'done' AND publish_when_done ORDER BY id LIMIT 1`,
      ),
    );
    if (!run) return false;
    await this.orFail(run.id, true, () => this.runs.publishIfDone(run.id));
    return true;
  }

  private async prepareOne(): Promise<boolean> {
    const run = await this.transactions.run(async (manager) => {
      const [leased] = rowsOf<{ id: string }>(await manager.query(leaseRun));
      if (leased) await this.runs.tell(leased.id);
      return leased;
    });
    if (!run) return false;
    await this.orFail(run.id, true, () => this.preparation.prepare(run.id, this.closing.signal));
    this.ring();
    return true;
  }

  private async planOne(): Promise<boolean> {
    const batch = await this.transactions.run(
      async (manager) => rowsOf<LeasedBatch>(await manager.query(leaseBatch))[0],
    );
    if (!batch) return false;
    await this.orFail(batch.runId, batch.attempts >= mostAttempts, async () => {
      await this.orGiveBack(batch, async () => this.save(batch, await this.doneOf(batch)));
    });
    return true;
  }

  private async doneOf(batch: LeasedBatch): Promise<DoneBatch> {
    if (batch.isWhatIf) {
      const cells = await this.lab.test(batch, this.closing.signal);
      const [first] = cells;
      const all = cells.find(({ grouping, method }) => grouping === 'all' && method === first?.method);
      return { statement: addLabCells, values: [JSON.stringify(cells)], items: all?.items ?? 0, stockValueMinor: 0 };
    }
    const { columns, ...sums } = await this.data.plan(batch, this.closing.signal);
    return { statement: savePlannedItems, values: columns, ...sums };
  }

  /**
   * Nothing is written for a run that was stopped, or for a batch that another server has finished. The run is locked last: batches that are written at the
   * same time wait for each other only there.
   */
  private async save(leased: LeasedBatch, batch: DoneBatch): Promise<void> {
    try {
      await this.write(leased, batch);
    } catch (error) {
      if (!(error instanceof NotRunning)) throw error;
    }
  }

  private async write({ runId, number, partIds }: LeasedBatch, batch: DoneBatch): Promise<void> {
    await this.transactions.run(async (manager) => {
      const done = rowsOf<object>(await manager.query(finishBatch, [runId, number]));
      if (done.length === 0) return;
      await manager.query(batch.statement, [runId, ...batch.values]);
      const [run] = await manager.query<RunSums[]>(lockRunning, [runId]);
      if (!run) throw new NotRunning();
      const partsDone = run.done + partIds.length;
      const isLast = partsDone === run.total;
      // The lane that publishes may have gone to sleep for want of batches.
      if (isLast) this.transactions.afterCommit(() => this.ring());
      await this.runs.change(runId, {
        parts_done: partsDone,
        item_locations: run.items + batch.items,
        stock_value_minor: run.value + batch.stockValueMinor,
        ...(isLast && { status: 'done', ended_at: this.clock.now() }),
      });
    });
  }

  private async orGiveBack({ runId, number }: LeasedBatch, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.transactions.run((manager) =>
        manager.query(
          `UPDATE planning_batch SET leased_until = NULL, attempts = attempts - $3 WHERE run_id = $1 AND number = $2 AND NOT done`,
          [runId, number, this.closing.signal.aborted ? 1 : 0],
        ),
      );
      throw error;
    }
  }

  /** An error of ours ends the run with its reason; a database that is away, or our own end, is nobody's fault: it is done later. */
  private async orFail(runId: string, isLast: boolean, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.closing.signal.aborted) return;
      if (isDatabaseUnavailable(error)) throw error;
      logger.error({ err: error, runId }, 'a part of a planning run failed');
      const failure = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
      if (!isLast) return;
      await this.transactions.run(async (manager) => {
        const [open] = await manager.query<unknown[]>(
          `SELECT 1 FROM planning_run WHERE id = $1 AND status IN ('running', 'done') FOR NO KEY UPDATE`,
          [runId],
        );
        if (open) await this.runs.change(runId, { status: 'failed', failure, ended_at: this.clock.now() });
      });
    }
  }
}

/** The run was stopped meanwhile: what was written goes back. */
class NotRunning extends Error {}

interface RunSums {
  done: number;
  total: number;
  items: number;
  value: number;
}

/** What a batch has found, and how it is written. */
interface DoneBatch {
  /** Of which the run is the first parameter, and these are the others. */
  statement: string;
  values: readonly string[];
  items: number;
  stockValueMinor: number;
}

/** What an UPDATE ... RETURNING gives: TypeORM answers its rows and their number. */
const rowsOf = <T>(answer: unknown): T[] => (answer as [T[], number])[0];
