import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import type { SiteChanged } from '#common/events/site-changed.js';
import { SiteName } from './site-name.entity.js';

/** The names of the sites, as dispatch has told them last. */
@Injectable()
export class SiteNames {
  constructor(private readonly transactions: Transactions) {}

  changed({ siteId, name, version }: SiteChanged): Promise<void> {
    return this.transactions.run(async (manager) => {
      await prepared(manager, keepNewest, [siteId, name, version]);
    });
  }

  /** Undefined for a site of which nothing was heard since names are kept here. */
  of(siteId: string): Promise<string | undefined> {
    return this.transactions.run(async (manager) => (await manager.findOneBy(SiteName, { siteId }))?.name);
  }
}

const keepNewest = `
  INSERT INTO site_name (site_id, name, version) VALUES ($1, $2, $3)
  ON CONFLICT (site_id) DO UPDATE SET name = EXCLUDED.name, version = EXCLUDED.version WHERE site_name.version < EXCLUDED.version`;
