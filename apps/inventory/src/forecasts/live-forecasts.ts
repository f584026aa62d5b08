import { setTimeout as rest } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { Loop, type Pause } from '#common/messaging/loop.js';
import { asCallout } from '#common/messaging/system-context.js';
import { Clock } from '#common/runtime/clock.js';
import type { InstalledBase } from '../core/forecasting/forecast-item.js';
import { type GroupModel, noGroup } from '../core/forecasting/group-model.js';
import { type LiveInput, liveForecast } from '../core/plan/live-forecast.js';
import type { DayPieces } from '../core/plan/spread-pieces.js';
import type { LiveRow } from './forecast.dto.js';
import { ForecastSignal } from './forecast-signal.js';
import { byKeys, saveLive, takeStale } from './live-forecasts.sql.js';

interface Changed extends Pick<LiveInput, 'history' | 'periodDays' | 'method' | 'meanPerDay' | 'leadTime'> {
  id: string;
  runId: string;
  category: string;
  asOf: string;
  base: InstalledBase | null;
  /** What has just been told; of it only what lies before the plan's day, since `since` has the rest. */
  told: DayPieces[];
  late: DayPieces[];
  since: [day: number, pieces: number][];
  available: number;
  position: number;
}

const pollMilliseconds = 2_000;
const mostAtOnce = 100;
/** Under load several demands are counted at once: the work may take half of the time. */
const mostRestMilliseconds = 20;
const mostGroups = 64;
/** Four years: no plan reads what is older. */
const mostLateDays = 1_461;
const dayMilliseconds = 86_400_000;

/**
 * Brings stored forecasts up to every demand, beside the transactions that record it. Every server does this for the demand it has recorded itself, and now and
 * then for what a dead one has left.
 */
@Injectable()
export class LiveForecasts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly groups = new Map<string, GroupModel>();
  private readonly loop = new Loop('live forecasts', () => asCallout(() => this.turn()));

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    signal: ForecastSignal,
  ) {
    signal.listen(() => this.loop.ring());
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  private async turn(): Promise<Pause> {
    const started = performance.now();
    const taken = await this.catchUp();
    if (taken === 0) return pollMilliseconds;
    await rest(Math.min(mostRestMilliseconds, performance.now() - started));
    return taken < mostAtOnce ? pollMilliseconds : 0;
  }

  /** Counts some of the demand that is not counted yet; answers how many rows. */
  private async catchUp(): Promise<number> {
    return this.transactions.run(async (manager) => {
      const now = this.clock.now();
      const [row] = await prepared<{ taken: number; changed: Changed[] | null }>(manager, takeStale, [mostAtOnce]);
      const changed = row?.changed ?? [];
      await this.loadGroups(changed);
      const rows = changed.map((one) => ({ id: one.id, runId: one.runId, live: this.liveOf(one, now) }));
      if (rows.length > 0) this.transactions.meanwhile(prepared(manager, saveLive, [JSON.stringify(rows)]));
      return row?.taken ?? 0;
    }, byKeys);
  }

  private liveOf(changed: Changed, now: Date): LiveRow {
    const { asOf, told, since, base, available, position, ...plan } = changed;
    const planned = Date.parse(asOf);
    const late = byDay([...changed.late, ...told.filter(([day]) => day < asOf)]).slice(-mostLateDays);
    const { pieces, meanPerDay, deviationPerDay, lead } = liveForecast({
      ...plan,
      group: this.groups.get(keyOf(changed)) ?? noGroup,
      ...(base && { base }),
      elapsedDays: Math.max(0, (now.getTime() - planned) / dayMilliseconds),
      wanted: [
        ...late.map(([day, more]) => ({
          day: Math.round((Date.parse(day) - planned) / dayMilliseconds),
          pieces: more,
        })),
        ...since.map(([day, more]) => ({ day, pieces: more })),
      ],
    });
    const coverDays = meanPerDay > 0 ? Number((available / meanPerDay).toPrecision(3)) : null;
    return { at: now.toISOString(), pieces, meanPerDay, deviationPerDay, lead, position, coverDays, late };
  }

  /** A run's groups never change: each is read once. */
  private async loadGroups(changed: readonly Changed[]): Promise<void> {
    for (const one of changed) {
      if (this.groups.has(keyOf(one))) continue;
      const [row] = await prepared<{ group: GroupModel | null }>(
        this.transactions.manager,
        `SELECT groups -> $2::text AS "group" FROM planning_run WHERE id = $1`,
        [one.runId, one.category],
      );
      if (this.groups.size >= mostGroups) this.groups.clear();
      this.groups.set(keyOf(one), row?.group ?? noGroup);
    }
  }
}

/** The sum of each day, the oldest first; days on which nothing is left are none. */
function byDay(told: readonly DayPieces[]): DayPieces[] {
  const days = new Map<string, number>();
  for (const [day, pieces] of told) days.set(day, (days.get(day) ?? 0) + pieces);
  return [...days].filter(([, pieces]) => pieces !== 0).sort(([day], [other]) => (day < other ? -1 : 1));
}

const keyOf = ({ runId, category }: Changed) => `${runId} ${category}`;
