import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { AssetRegistered, PartChanged, ProductChanged, SiteChanged } from '#common/events/index.js';
import { ScoreCardSchedule } from '../score-cards/score-card-schedule.js';
import { ScoreCardsService } from '../score-cards/score-cards.service.js';

/** Keeps the few columns of other services' things that reports name and charts count. An older version never replaces a newer one. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly transactions: Transactions,
    private readonly scoreCards: ScoreCardsService,
    private readonly schedule: ScoreCardSchedule,
  ) {}

  async keepProduct({ productId, code, category, nameEn, nameZh, version }: ProductChanged): Promise<void> {
    await this.keep('product', { product_id: productId, code, category, name_en: nameEn, name_zh: nameZh, version });
  }

  async keepPart({ partId, number, nameEn, nameZh, version }: PartChanged): Promise<void> {
    await this.keep('part', { part_id: partId, code: number, name_en: nameEn, name_zh: nameZh, version });
  }

  async keepAsset({ assetId, productId, category, batch, installedAt, version }: AssetRegistered): Promise<void> {
    const row = { asset_id: assetId, product_id: productId, category, batch: batch ?? null, installed_at: installedAt };
    await this.keep('asset', { ...row, version });
  }

  /** A new site gets its card (that of the network, or of its history) at once, and again when the sites that come with it are known. */
  async keepSite({ siteId, code, name, version }: SiteChanged): Promise<void> {
    await this.transactions.run(async () => {
      const { isNew } = await this.keep('site', { site_id: siteId, code, name, version });
      if (!isNew) return;
      await this.scoreCards.recompute([siteId]);
      await this.schedule.changed(siteId);
    });
  }

  /** Table and columns are those written above, never input. The first column is the key. */
  private async keep(table: string, row: Record<string, unknown>): Promise<{ isNew: boolean }> {
    const columns = Object.keys(row);
    const sets = columns.slice(1).map((column) => `${column} = excluded.${column}`);
    const written = await this.transactions.run((manager) =>
      manager.query<{ isNew: boolean }[]>(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})
         ON CONFLICT (${columns[0]}) DO UPDATE SET ${sets.join(', ')} WHERE ${table}.version < excluded.version
         RETURNING xmax = 0 AS "isNew"`,
        Object.values(row),
      ),
    );
    return { isNew: written[0]?.isNew ?? false };
  }
}
