import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { shortageWeight } from '../core/plan/costs.js';
import type { SiteVans } from '../core/policy/van-kits.js';
import { availableOf, type Level, positionOf } from '../core/stock/level.js';
import { InventorySettings } from '../settings.js';
import { type MovedPart, silenceDays } from './moves.service.js';
import { loadVans } from './moves.sql.js';

export interface CarriedPart extends MovedPart {
  number: string;
  nameEn: string;
  nameZh: string;
  /** Null: nobody has entered it. */
  volumeLitres: number | null;
}

interface Loaded {
  jobs: SiteVans['jobs'] | null;
  parts: CarriedPart[] | null;
  vans: { locationId: string; name: string }[] | null;
  levels: Level[] | null;
  rejected: string[] | null;
}

/** An own site with what its kits are made of. */
export interface VansOfSite {
  site: SiteVans;
  parts: ReadonlyMap<string, CarriedPart>;
  levels: readonly Level[];
  /** "part from to" of what a planner has refused lately. */
  rejected: readonly string[];
}

/** Jobs of the last half year say what the next ones take. */
const jobDays = 182;
/** What a part takes up of which nobody has entered the volume. */
export const usualLitres = 1;
const dayMilliseconds = 86_400_000;

/** Reads what the kits of a site's vans are made of: the jobs of the last half year, their parts, and what lies where. */
@Injectable()
export class VanData {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  async of(siteId: string): Promise<VansOfSite> {
    const now = this.clock.now().getTime();
    const before = (days: number) => new Date(now - days * dayMilliseconds);
    const [row] = await this.transactions.manager.query<[{ loaded: Loaded }]>(loadVans, [
      siteId,
      before(jobDays),
      before(silenceDays),
    ]);
    const { parts, levels, rejected } = row.loaded;
    return {
      site: this.siteOf(siteId, row.loaded),
      parts: new Map((parts ?? []).map((part) => [part.id, part])),
      levels: levels ?? [],
      rejected: rejected ?? [],
    };
  }

  private siteOf(siteId: string, { jobs, parts, vans, levels }: Loaded): SiteVans {
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
