import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { Asset } from '../assets/asset.entity.js';
import { ServiceAddress } from '../customers/service-address.entity.js';
import { Category } from '../products/category.entity.js';
import { Product } from '../products/product.entity.js';
import type { AssetCodeView, CodedAsset } from './asset-code.dto.js';
import { AssetCode } from './asset-code.entity.js';

/** 128 random bits: nobody finds a code of an asset that he has not seen. */
const codeBytes = 16;

/** Codes for the labels on assets: given and voided by agents, scanned by anybody. */
@Injectable()
export class AssetCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The code of an asset; made when there is none. */
  give(assetId: string): Promise<AssetCodeView> {
    return this.transactions.run(async (manager) => {
      if (!(await manager.existsBy(Asset, { id: assetId }))) throw notFound('asset', assetId);
      const code = randomBytes(codeBytes).toString('base64url');
      await prepared(manager, insertUnlessThere, [assetId, code, this.clock.now()]);
      const kept = await manager.findOneByOrFail(AssetCode, { assetId });
      return { assetId, code: kept.code, path: `/q/${kept.code}`, createdAt: kept.createdAt.toISOString() };
    });
  }

  /** The label is lost or misused: its code opens nothing any more, and the next one is another. */
  async void(assetId: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (!(await manager.existsBy(Asset, { id: assetId }))) throw notFound('asset', assetId);
      await manager.delete(AssetCode, { assetId });
    });
  }

  /** 404 for a code that no asset has. */
  assetOf(code: string): Promise<Asset> {
    return this.transactions.run(async (manager) => {
      const known = await manager.findOneBy(AssetCode, { code });
      if (!known) throw new Problem('code-unknown', 'scan the label again, or call us: it may have been replaced');
      return manager.findOneByOrFail(Asset, { id: known.assetId });
    });
  }

  show(code: string): Promise<CodedAsset> {
    return this.transactions.run(async (manager) => {
      const { productId, addressId, serialNumber } = await this.assetOf(code);
      const product = await manager.findOneByOrFail(Product, { id: productId });
      const category = await manager.findOneByOrFail(Category, { code: product.category });
      const { timeZone } = await manager.findOneByOrFail(ServiceAddress, { id: addressId });
      return {
        productEn: product.nameEn,
        productZh: product.nameZh,
        categoryEn: category.nameEn,
        categoryZh: category.nameZh,
        ...(serialNumber && { serialEnding: serialNumber.slice(-4) }),
        timeZone,
        now: this.clock.now().toISOString(),
      };
    });
  }
}

const insertUnlessThere = `
  INSERT INTO asset_code (asset_id, code, created_at) VALUES ($1, $2, $3) ON CONFLICT (asset_id) DO NOTHING`;
