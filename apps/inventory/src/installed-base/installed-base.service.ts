import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import type { AssetRegistered, RepairOrderCannotComplete } from '#common/events/index.js';

/** An older version never replaces a newer one. */
const keepUnit = `
  INSERT INTO installed_unit (asset_id, category, installed_on, lon, lat, version) VALUES ($1, $2, $3::timestamptz AT TIME ZONE 'UTC', $4, $5, $6)
  ON CONFLICT (asset_id) DO UPDATE SET category = excluded.category, installed_on = excluded.installed_on, lon = excluded.lon,
    lat = excluded.lat, version = excluded.version WHERE installed_unit.version < excluded.version`;

/** Of a unit that nobody has registered yet, what the order says is known until then. */
const scrapUnit = `
  INSERT INTO installed_unit (asset_id, category, installed_on, lon, lat, version, scrapped_on)
  VALUES ($1, $2, $3::timestamptz AT TIME ZONE 'UTC', $4, $5, 0, $6::timestamptz AT TIME ZONE 'UTC')
  ON CONFLICT (asset_id) DO UPDATE SET scrapped_on = greatest(installed_unit.scrapped_on, excluded.scrapped_on)`;

/** The units in the field that may need parts. */
@Injectable()
export class InstalledBaseService {
  constructor(private readonly transactions: Transactions) {}

  async keep({ assetId, category, installedAt, place, version }: AssetRegistered): Promise<void> {
    await this.transactions.run(async (manager) => {
      this.transactions.meanwhile(
        prepared(manager, keepUnit, [assetId, category, installedAt, place.lon, place.lat, version]),
      );
    });
  }

  /** A unit that was beyond repair needs no parts from that day on, unless it is registered anew with a later installation. */
  async scrap(order: RepairOrderCannotComplete): Promise<void> {
    const { assetId, category, installedAt, place, finishedAt } = order;
    await this.transactions.run(async (manager) => {
      this.transactions.meanwhile(
        prepared(manager, scrapUnit, [assetId, category, installedAt ?? finishedAt, place.lon, place.lat, finishedAt]),
      );
    });
  }
}
