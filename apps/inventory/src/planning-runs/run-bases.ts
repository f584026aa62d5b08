import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { learnRatePrior, type RatePrior } from '../core/forecasting/distributions/installed-base.js';
import { nearestOf, type Spot } from '../core/stock/nearest.js';
import { planAnew } from './planning-data.sql.js';
import { saveUnitBases, sampledPieces, unitsByCell } from './run-bases.sql.js';

/** The year whose demand and units the rates are made of: whole periods, at most 364 days. */
export interface BaseYear {
  first: string;
  /** First day of the second half. */
  half: string;
  asOf: string;
}

interface Cell {
  category: string;
  lon: number;
  lat: number;
  units: number;
  unitYears: number;
}

/** A category's failure rates are learnt from at most so many parts. */
const mostParts = 300;

/** What a run knows of places and categories beside their demand: how many units stand around a place, how often parts fail. */
@Injectable()
export class RunBases {
  constructor(private readonly transactions: Transactions) {}

  /** Writes the bases of the run and answers the failure rates of each category of which units are known. May be repeated. */
  async prepare(
    runId: string,
    categories: readonly string[],
    { first, asOf }: BaseYear,
    seed: number,
  ): Promise<Record<string, RatePrior>> {
    const { cells, sites } = await this.transactions.run(async (manager) => {
      return {
        cells: await manager.query<Cell[]>(unitsByCell, [first, asOf, categories]),
        sites: await manager.query<Spot[]>(
          `SELECT id, lon, lat FROM stock_location WHERE kind = 'site' AND active AND lon IS NOT NULL AND lat IS NOT NULL ORDER BY id`,
        ),
      };
    }, planAnew);
    if (cells.length === 0 || sites.length === 0) return {};
    await this.transactions.run((manager) =>
      manager.query(saveUnitBases, [runId, JSON.stringify(byPlace(cells, sites))]),
    );
    const priors: Record<string, RatePrior> = {};
    for (const category of new Set(cells.map((cell) => cell.category))) {
      const unitYears = cells.reduce((sum, cell) => sum + (cell.category === category ? cell.unitYears : 0), 0);
      if (unitYears > 0) priors[category] = await this.prior(category, unitYears, first, asOf, seed);
    }
    return priors;
  }

  private async prior(category: string, unitYears: number, first: string, asOf: string, seed: number) {
    const values = [category, first, asOf, seed, mostParts];
    const parts = await this.transactions.run(
      (manager) => manager.query<{ pieces: number; share: number }[]>(sampledPieces, values),
      planAnew,
    );
    const known = parts.filter(({ share }) => share > 0);
    const exposures = known.map(({ pieces, share }) => ({ failures: pieces, unitYears: unitYears * share }));
    const { alpha, beta } = learnRatePrior(exposures.length > 0 ? exposures : [{ failures: 0, unitYears }]);
    return { alpha, beta };
  }
}

/** A unit is served by the nearest site. */
function byPlace(cells: readonly Cell[], sites: readonly Spot[]) {
  const nearest = nearestOf(sites);
  const sums = new Map<string, { category: string; locationId: string; units: number; unitYears: number }>();
  for (const { category, lon, lat, units, unitYears } of cells) {
    const locationId = nearest(lon, lat);
    const key = `${category} ${locationId}`;
    const sum = sums.get(key) ?? { category, locationId, units: 0, unitYears: 0 };
    sums.set(key, { ...sum, units: sum.units + units, unitYears: sum.unitYears + unitYears });
  }
  return [...sums.values()];
}
