import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { ProductChanged } from '#common/events/product-changed.js';
import { decodeCursor, limitOf, toPage } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { lockCode, requireSeen } from '#common/http/seen-version.js';
import { Outbox } from '#common/messaging/outbox.js';
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

  /** Enters a product, or changes the one that has its code, whose version must have been seen. */
  save(given: SaveProduct, seen: number | undefined): Promise<ProductView> {
    return this.transactions.run(async () => {
      const known = await this.known(given.code);
      requireSeen(known?.version, seen);
      return this.store(given, known);
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
      if (query.code) select.andWhere('product.code = :code', { code: query.code });
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

  /** Two reports may need it first at the same time. */
  private async enterUnknownModel(category: string): Promise<Product> {
    const { nameEn, nameZh } = await this.category(category);
    const code = unknownModel(category);
    const entered = {
      code,
      category,
      nameEn: `${nameEn}, model unknown`.slice(0, 120),
      nameZh: `${nameZh}（型号未知）`.slice(0, 120),
      warrantyMonths: 0,
    };
    return (await this.known(code)) ?? this.store(entered, null);
  }

  /** The product that has this code, which nobody else enters or changes before this transaction ends. */
  private async known(code: string): Promise<Product | null> {
    const { manager } = this.transactions;
    await lockCode(manager, 'product', code);
    return manager.findOneBy(Product, { code });
  }

  private async store(given: SaveProduct, known: Product | null): Promise<ProductView> {
    await this.category(given.category);
    const product = { ...given, id: known?.id ?? uuidv7(), version: (known?.version ?? 0) + 1 };
    await this.transactions.manager.upsert(Product, product, ['id']);
    await this.outbox.publish(ProductChanged, { ...given, productId: product.id, version: product.version });
    return product;
  }
}

const unknownModel = (category: string) => `${category.slice(0, 50)}:unknown`;
