import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { notFound } from '#common/http/problems.js';
import { completedWith, kitOf } from '../core/policy/van-kits.js';
import { type Level, positionOf } from '../core/stock/level.js';
import { usualLitres, VanData } from './van-data.js';
import type { VanKitPart, VanKitView } from './van-kit.dto.js';

/** Shows the kit of one van as a whole, as it would be proposed now. */
@Injectable()
export class VanKitReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly data: VanData,
  ) {}

  /** Of the van of a technician of an own site; others have no kit. */
  async get(id: string): Promise<VanKitView> {
    return this.transactions.run(async (manager) => {
      const [van] = await manager.query<{ siteId: string }[]>(
        `SELECT site_id AS "siteId" FROM stock_location WHERE id = $1 AND kind = 'van' AND active`,
        [id],
      );
      const { site, parts, levels } = van ? await this.data.of(van.siteId) : nobody;
      const own = site?.vans.find(({ locationId }) => locationId === id);
      if (!van || !site || !own) throw notFound('van of an own site', id);
      const kit = kitOf(site);
      const aboard = new Map(
        levels.filter(({ locationId }) => locationId === id).map((level) => [level.partId, level]),
      );
      const carried = [...kit.quantities].flatMap(([partId, quantity]): VanKitPart[] => {
        const part = parts.get(partId);
        if (!part) return [];
        const { number, nameEn, nameZh, currency, unitCostMinor, volumeLitres } = part;
        const level = aboard.get(partId);
        return [
          {
            ...{ partId, number, nameEn, nameZh, quantity, currency },
            onHand: level?.onHand ?? 0,
            position: level ? positionOf(level) : 0,
            spareAtSite: site.spare.get(partId) ?? 0,
            volumeLitres: figure(quantity * (volumeLitres ?? usualLitres)),
            valueMinor: quantity * unitCostMinor,
            jobsPerYear: figure(kit.perYear(partId)),
          },
        ];
      });
      const currencies = new Set(carried.map(({ currency }) => currency));
      return {
        ...{ id, siteId: van.siteId, name: own.name },
        parts: carried.toSorted(
          (one, other) => other.valueMinor - one.valueMinor || (one.number < other.number ? -1 : 1),
        ),
        volumeLitres: figure(kit.volumeLitres),
        valueMinor: kit.value,
        currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
        limits: { volumeLitres: site.limits.volumeLitres, valueMinor: site.limits.value },
        jobs: site.jobs.reduce((sum, { count }) => sum + count, 0),
        days: site.days,
        completedShare: figure(kit.completedOfAll),
        completedShareNow: figure(completedWith(site.jobs, onHandOf(aboard))),
      };
    });
  }
}

const nobody = { site: undefined, parts: new Map<string, never>(), levels: [] };
const onHandOf = (aboard: ReadonlyMap<string, Level>) =>
  new Map([...aboard].map(([partId, { onHand }]) => [partId, onHand]));
const figure = (value: number) => Number(value.toPrecision(4));
