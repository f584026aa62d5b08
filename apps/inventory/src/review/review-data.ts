import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Clock } from '#common/runtime/clock.js';
import type { DemandSum, Policy, Rejection, Review, ReviewInput, ReviewedPart } from '../core/planning/review.js';
import type { Level } from '../core/stock/level.js';
import type { Lane, Location } from '../core/stock/network.js';
import { InventorySettings } from '../settings.js';
import { loadReview, savePolicies, saveProposals } from './review-data.sql.js';

interface Loaded {
  parts: ReviewedPart[] | null;
  family: { head: string; id: string }[] | null;
  places: Location[] | null;
  lanes: Lane[] | null;
  levels: Level[] | null;
  policies: Policy[] | null;
  rejections: Rejection[] | null;
  demand: DemandSum[] | null;
}

export type Proposed = Review['orders'][number] & { valueMinor: number; currency: string };

/** A rejected proposal is not made again for this long unless the position falls further. */
const silenceDays = 7;
const dayMilliseconds = 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Reads what a review of some parts needs in one statement and writes what it found. */
@Injectable()
export class ReviewData {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  async load(partIds: readonly string[], withDemand: boolean): Promise<ReviewInput> {
    const now = this.clock.now().getTime();
    const days = withDemand ? await this.daysOfHistory(now) : 0;
    const [row] = await this.transactions.manager.query<{ loaded: Loaded }[]>(loadReview, [
      partIds,
      withDemand ? dayOf(now - days * dayMilliseconds) : null,
      withDemand ? dayOf(now) : null,
      new Date(now - silenceDays * dayMilliseconds),
    ]);
    const found = row?.loaded;
    return {
      parts: found?.parts ?? [],
      headOf: new Map((found?.family ?? []).map(({ head, id }) => [id, head])),
      places: found?.places ?? [],
      lanes: found?.lanes ?? [],
      levels: found?.levels ?? [],
      policies: found?.policies ?? [],
      rejections: found?.rejections ?? [],
      ...(withDemand && { demand: { sums: found?.demand ?? [], days } }),
      serviceLevel: this.settings.serviceLevel,
    };
  }

  async savePolicies(policies: readonly Policy[]): Promise<void> {
    if (policies.length === 0) return;
    await this.transactions.manager.query(savePolicies, [JSON.stringify(policies), this.clock.now()]);
  }

  /** `partIds`: the parts that were reviewed; their open proposals that are not among `proposed` lapse. */
  async saveProposals(partIds: readonly string[], proposed: readonly Proposed[]): Promise<void> {
    const rows = JSON.stringify(proposed.map((order) => ({ id: uuidv7(), ...order })));
    await this.transactions.manager.query(saveProposals, [partIds, rows, this.clock.now()]);
  }

  /** A young installation must not count the days before its first demand. */
  private async daysOfHistory(now: number): Promise<number> {
    const [row] = await this.transactions.manager.query<{ days: number | null }[]>(
      `SELECT $1::date - min(day) + 1 AS days FROM demand`,
      [dayOf(now)],
    );
    return Math.min(this.settings.demandDays, Math.max(7, row?.days ?? 0));
  }
}
