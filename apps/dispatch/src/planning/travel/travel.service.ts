import { Injectable } from '@nestjs/common';
import type { Spot } from '../../core/matching/travel.js';
import { DispatchSettings, type TravelSettings } from '../../settings.js';
import { osrm } from './osrm.js';
import { RoadTables } from './road-tables.js';
import { type AskingLimits, GreatCircleTables, type TravelTable, type TravelTables } from './travel-table.js';
import { valhalla } from './valhalla.js';

/** 100,000 pairs take about 20 MB. */
const cachedPairs = 100_000;
/** As OSRM's car profile and Valhalla's costing are called. */
const usualProfile = { osrm: 'driving', valhalla: 'auto' } as const;

/** Travel times as this dispatch is set up to know them. */
@Injectable()
export class TravelService implements TravelTables {
  private readonly tables: TravelTables;

  constructor({ travel }: DispatchSettings) {
    this.tables = tablesOf(travel);
  }

  /** All pairs of these points: never throws, and marks what is only estimated. */
  between(spots: readonly Spot[], limits?: AskingLimits): Promise<TravelTable> {
    return this.tables.between(spots, limits);
  }
}

function tablesOf(travel: TravelSettings): TravelTables {
  if (travel.source === 'great-circle') return new GreatCircleTables();
  const { source, url, pointsAtOnce, timeoutSeconds, tableSeconds } = travel;
  const profile = travel.profile ?? usualProfile[source];
  const ask = source === 'osrm' ? osrm(url, profile) : valhalla(url, profile);
  return new RoadTables(source, ask, { pointsAtOnce, timeoutSeconds, tableSeconds, cachedPairs });
}
