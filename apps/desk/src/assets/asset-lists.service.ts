import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { isUnderWarranty, warrantyEnd } from '../core/warranty.js';
import { placeOf } from '../customers/customer-views.js';
import { ServiceAddress } from '../customers/service-address.entity.js';
import { Product } from '../products/product.entity.js';
import { Search } from '../search/search.service.js';
import type { AssetQuery, AssetView } from './asset.dto.js';
import { Asset } from './asset.entity.js';

interface AssetRow {
  asset: Asset;
  product: Product;
  address: ServiceAddress;
}

/** Reads assets with their product, place and warranty. */
@Injectable()
export class AssetLists {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly search: Search,
  ) {}

  async get(id: string): Promise<AssetView> {
    const [found] = await this.select('asset.id = :id', { id }, 1);
    if (!found) throw notFound('asset', id);
    return found;
  }

  /** A customer's assets, newest first. */
  ofCustomer(customerId: string, limit: number): Promise<AssetView[]> {
    return this.select('asset.customer_id = :customerId', { customerId }, limit);
  }

  async list(query: AssetQuery): Promise<Page<AssetView>> {
    const [after] = decodeCursor(query.cursor, 1) ?? [];
    const limit = limitOf(query);
    const conditions = ['true'];
    const values: Record<string, unknown> = { after, customerId: query.customerId };
    if (after !== undefined) conditions.push('asset.id < :after');
    if (query.customerId) conditions.push('asset.customer_id = :customerId');
    if (query.search) {
      Object.assign(values, await this.search.assets(query.search));
      conditions.push('(asset.id = ANY(:ids) OR asset.customer_id = ANY(:customerIds))');
    }
    return toPage(await this.select(conditions.join(' AND '), values, limit + 1), limit, ({ id }) => [id]);
  }

  private select(where: string, values: Record<string, unknown>, limit: number): Promise<AssetView[]> {
    return this.transactions.run(async (manager) => {
      const assets = await manager
        .createQueryBuilder(Asset, 'asset')
        .where(where, values)
        .orderBy('asset.id', 'DESC')
        .limit(limit)
        .getMany();
      if (assets.length === 0) return [];
      const productRows = await manager
        .createQueryBuilder(Product, 'product')
        .where('product.id = ANY(:ids)', { ids: assets.map(({ productId }) => productId) })
        .getMany();
      const addressRows = await manager
        .createQueryBuilder(ServiceAddress, 'address')
        .where('address.id = ANY(:ids)', { ids: assets.map(({ addressId }) => addressId) })
        .getMany();
      const products = new Map(productRows.map((product) => [product.id, product]));
      const addresses = new Map(addressRows.map((address) => [address.id, address]));
      return assets.flatMap((asset) => {
        const [product, address] = [products.get(asset.productId), addresses.get(asset.addressId)];
        return product && address ? [this.view({ asset, product, address })] : [];
      });
    });
  }

  private view({ asset, product, address }: AssetRow): AssetView {
    const terms = { ...asset, warrantyMonths: product.warrantyMonths };
    const { id, externalId, customerId, productId, serialNumber, batch, installedAt, version } = asset;
    return {
      id,
      ...(externalId && { externalId }),
      customerId,
      productId,
      productCode: product.code,
      category: product.category,
      nameEn: product.nameEn,
      nameZh: product.nameZh,
      ...(serialNumber && { serialNumber }),
      ...(batch && { batch }),
      installedAt: installedAt.toISOString(),
      warrantyUntil: warrantyEnd(terms, address.timeZone).toISOString(),
      underWarranty: isUnderWarranty(terms, address.timeZone, this.clock.now()),
      place: placeOf(address),
      version,
    };
  }
}
