import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { ProductChanged } from '#common/events/product-changed.js';
import { decodeCursor, limitOf, toPage } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { lockCode, requireSeen } from '../seen-version.js';
import { Category } from './category.entity.js';
import type { CategoryView, ProductQuery, ProductView, SaveCategory, SaveProduct } from './product.dto.js';
import { Product } from './product.entity.js';

@Injectable()
export class Products {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  saveCategory(code: string, given: SaveCategory, seen: number | undefined): Promise<CategoryView> {
    return this.transactions.run(async (manager) => {
      await lockCode(manager, 'category', code);
      const present = (await manager.findOneBy(Category, { code }))?.version;
      requireSeen(present, seen);
      const version = (present ?? 0) + 1;
      await manager.upsert(Category, { ...given, certificate: given.certificate ?? null, code, version }, ['code']);
      return { ...given, code, version };
    });
  }

  categories(): Promise<CategoryView[]> {
    return this.transactions.run(async (manager) => {
      const rows = await manager.find(Category, { order: { code: 'ASC' } });
      return rows.map(({ certificate, ...rest }) => ({ ...rest, ...(certificate && { certificate }) }));
    });
  }

  /** Enters a product, or changes the one that has its code. */
  save(given: SaveProduct): Promise<ProductView> {
    return this.transactions.run(async (manager) => {
      await this.category(given.category);
      const [row] = await manager.query<[{ id: string; version: number }]>(
        `INSERT INTO product (id, code, category, name_en, name_zh, warranty_months) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (code) DO UPDATE SET category = $3, name_en = $4, name_zh = $5, warranty_months = $6,
           version = product.version + 1
         RETURNING id, version`,
        [uuidv7(), given.code, given.category, given.nameEn, given.nameZh, given.warrantyMonths],
      );
      await this.outbox.publish(ProductChanged, { ...given, productId: row.id, version: row.version });
      return { ...given, ...row };
    });
  }

  get(id: string): Promise<ProductView> {
    return this.transactions.run(async (manager) => {
      const product = await manager.findOneBy(Product, { id });
      if (!product) throw notFound('product', id);
      return product;
    });
  }

  list(query: ProductQuery) {
    const [after = ''] = decodeCursor(query.cursor, 1) ?? [];
    return this.transactions.run(async (manager) => {
      const select = manager
        .createQueryBuilder(Product, 'product')
        .where('product.code > :after', { after })
        .orderBy('product.code')
        .limit(limitOf(query) + 1);
      if (query.category) select.andWhere('product.category = :category', { category: query.category });
      return toPage(await select.getMany(), limitOf(query), ({ code }) => [code]);
    });
  }

  /** The category with its defaults; 400 that names `category` if there is none. */
  category(code: string): Promise<Category> {
    return this.transactions.run(async (manager) => {
      const found = await manager.findOneBy(Category, { code });
      if (!found)
        throw invalid('category', `there is no category '${code}': PUT /api/v1/products/categories/${code} first`);
      return found;
    });
  }

  /** The product that a report means: by id, by code, or the unknown model of a category, which is entered when first needed. */
  find(by: { productId?: string; productCode?: string; category?: string }): Promise<Product> {
    return this.transactions.run(async (manager) => {
      const { productId, productCode, category } = by;
      if (!productId && !productCode && !category)
        throw invalid('productId', 'give productId, productCode or category');
      const code = productCode ?? unknownModel(category ?? '');
      const found = await manager.findOneBy(Product, productId ? { id: productId } : { code });
      if (found) return found;
      if (productId) throw invalid('productId', `there is no product ${productId}`);
      if (productCode) throw invalid('productCode', `there is no product with the code '${productCode}'`);
      return this.enterUnknownModel(category ?? '');
    });
  }

  private async enterUnknownModel(code: string): Promise<Product> {
    const { nameEn, nameZh } = await this.category(code);
    return this.save({
      code: unknownModel(code),
      category: code,
      nameEn: `${nameEn}, model unknown`.slice(0, 120),
      nameZh: `${nameZh}（型号未知）`.slice(0, 120),
      warrantyMonths: 0,
    });
  }
}

const unknownModel = (category: string) => `${category.slice(0, 50)}:unknown`;
