import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { shortageWeight } from '../core/plan/costs.js';
import { type KitMove, planVanKits, type SiteVans } from '../core/policy/van-kits.js';
import { availableOf, type Level, positionOf } from '../core/stock/level.js';
import { InventorySettings } from '../settings.js';
import {
  type MovedPart,
  type MoveScope,
  MovesService,
  type ProposedMove,
  silenceDays,
  valueOf,
} from './moves.service.js';
import { loadVans } from './moves.sql.js';

interface LoadedVans {
  jobs: SiteVans['jobs'] | null;
  parts: (MovedPart & { volumeLitres: number | null })[] | null;
  vans: { locationId: string; name: string }[] | null;
  levels: Level[] | null;
  rejected: string[] | null;
}

/** Jobs of the last half year say what the next ones take. */
const jobDays = 182;
/** What a part takes up of which nobody has entered the volume. */
const usualLitres = 1;
const dayMilliseconds = 86_400_000;

/** Proposes which parts the vans of an own site should carry, from what its jobs took. */
@Injectable()
export class VanKitsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly moves: MovesService,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  /** After a run over all parts: site by site. */
  async lookAtAll(step: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const sites = await manager.query<{ id: string }[]>(
        `SELECT DISTINCT site_id AS id FROM stock_location WHERE kind = 'van' AND active ORDER BY 1`,
      );
      const now = this.clock.now();
      for (const { id } of sites) await this.timers.set('van-kits-step', `${step} ${id}`, now, { siteId: id });
    });
  }

  async look(siteId: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const now = this.clock.now();
      const before = (days: number) => new Date(now.getTime() - days * dayMilliseconds);
      const values = [siteId, before(jobDays), before(silenceDays)];
      const [row] = await manager.query<[{ loaded: LoadedVans }]>(loadVans, values);
      const parts = new Map((row.loaded.parts ?? []).map((part) => [part.id, part]));
      const moves = planVanKits(this.siteOf(siteId, row.loaded)).flatMap((move) => {
        const part = parts.get(move.partId);
        return part ? [proposed(move, part, siteId)] : [];
      });
      const scope: MoveScope = { sources: ['kit'], fromLocationIds: [siteId] };
      const partIds = await this.moves.save(moves, row.loaded.rejected ?? [], scope);
      if (partIds.length > 0) await this.timers.set('planning-exceptions-step', `kits ${siteId}`, now, { partIds });
    });
  }

  private siteOf(siteId: string, { jobs, parts, vans, levels }: LoadedVans): SiteVans {
    const { vanVolumeLitres, vanValueMinor, shortageCostMinor } = this.settings;
    const at = (locationId: string) => (levels ?? []).filter((level) => level.locationId === locationId);
    return {
      jobs: jobs ?? [],
      days: jobDays,
      vans: (vans ?? []).map((van) => ({
        ...van,
        position: new Map(at(van.locationId).map((level) => [level.partId, positionOf(level)])),
      })),
      parts: new Map(
        (parts ?? []).map(({ id, unitCostMinor, criticality, volumeLitres }) => [
          id,
          {
            volumeLitres: volumeLitres ?? usualLitres,
            unitCostMinor,
            shortageMinor: shortageCostMinor * shortageWeight[criticality],
          },
        ]),
      ),
      spare: new Map(at(siteId).map((level) => [level.partId, availableOf(level)])),
      limits: { volumeLitres: vanVolumeLitres, value: vanValueMinor },
    };
  }
}

function proposed(move: KitMove, part: MovedPart, siteId: string): ProposedMove {
  const { wanted, ...rest } = move;
  return {
    ...rest,
    ...valueOf(part, move.quantity),
    ...{ source: 'kit', fromLocationId: siteId, savedShortages: 0, reorderPoint: wanted, orderUpTo: wanted },
  };
}
