import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { PeriodDays } from '../core/plan/calendar.js';
import type { ValueClass } from '../core/policy/target-matrix.js';
import { InventorySettings } from '../settings.js';
import { loadBatch, readBatch } from './planning-data.sql.js';
import { dayBefore } from './planning-run.row.js';
import type { PlannedBatch } from './planning-thread.js';
import { PlanningThreads } from './planning-threads.js';

export interface LeasedBatch {
  runId: string;
  number: number;
  partIds: string[];
  valueClasses: ValueClass[];
  attempts: number;
  isWhatIf: boolean;
  /** Of the run. */
  asOf: string;
  periodDays: PeriodDays;
  periods: number;
}

/** The work of a planning run: what is read and planned, batch by batch. Everything is a function of the tables and the seed. */
@Injectable()
export class PlanningData {
  constructor(
    private readonly transactions: Transactions,
    private readonly threads: PlanningThreads,
    private readonly settings: InventorySettings,
  ) {}

  /** Plans every place of some parts. Throws when the signal says that the process ends. */
  async plan(batch: LeasedBatch, signal: AbortSignal): Promise<PlannedBatch> {
    const { runId, partIds, valueClasses, asOf, periodDays, periods } = batch;
    const values = [partIds, dayBefore(asOf, periods * periodDays), asOf, periodDays, runId];
    const [row] = await this.transactions.run(
      (manager) => manager.query<[{ loaded: string }]>(loadBatch, values),
      readBatch,
    );
    const classOf = new Map(partIds.map((id, index) => [id, valueClasses[index] ?? 'C']));
    const { shortageCostMinor } = this.settings;
    return this.threads.ask('batch', { loaded: row.loaded, classOf, shortageCostMinor }, signal);
  }
}
