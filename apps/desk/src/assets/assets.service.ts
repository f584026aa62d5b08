import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { AssetRegistered } from '#common/events/asset-registered.js';
import { inField } from '#common/http/field-path.js';
import { invalid } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { placeOf } from '../customers/customer-views.js';
import { Customer } from '../customers/customer.entity.js';
import { Customers } from '../customers/customers.service.js';
import { ServiceAddress } from '../customers/service-address.entity.js';
import { lockExternalId } from '../external-id.js';
import type { Product } from '../products/product.entity.js';
import { Products } from '../products/products.service.js';
import { AssetLists } from './asset-lists.service.js';
import type { AssetBody, AssetView, SaveAsset } from './asset.dto.js';
import { Asset } from './asset.entity.js';

/** An asset with what a request about it needs. */
export interface KnownAsset {
  asset: Asset;
  product: Product;
  address: ServiceAddress;
  isNew: boolean;
}

/** Whose asset it is, and where it stands unless the report says so. */
export interface AssetHolder {
  customerId: string;
  address?: ServiceAddress | null;
  /** Then the customer has no assets yet. */
  isNew?: boolean;
}

@Injectable()
export class Assets {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly products: Products,
    private readonly customers: Customers,
    private readonly lists: AssetLists,
  ) {}

  /** Registers an asset, or changes the one that has its `externalId`; so an integration may repeat itself. */
  save(given: SaveAsset): Promise<AssetView> {
    return this.transactions.run(async (manager) => {
      if (!(await manager.existsBy(Customer, { id: given.customerId }))) {
        throw invalid('customerId', `there is no customer ${given.customerId}`);
      }
      const { asset } = await this.enter({ customerId: given.customerId }, given);
      return this.lists.get(asset.id);
    });
  }

  /** The asset of this id, locked: two reports about it are taken one after the other. */
  async known(id: string): Promise<KnownAsset> {
    return this.transactions.run(async (manager) => {
      const asset = await manager.findOne(Asset, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!asset) throw invalid('assetId', `there is no asset ${id}`);
      return this.withParts(manager, asset);
    });
  }

  /**
   * Whose unit this product and serial number is, whoever reports it: the customer it was entered for last, null if nobody has it. Until the end of
   * the transaction nobody else enters it.
   */
  async holderOf(given: AssetBody): Promise<string | null> {
    const { externalId, serialNumber } = given;
    if (!serialNumber || !hasProduct(given)) return null;
    return this.transactions.run(async (manager) => {
      const { id: productId } = await this.products.find(given);
      if (externalId) await lockExternalId(manager, 'asset', externalId); // first, as whoever enters the unit does
      await lockSerial(manager, productId, serialNumber);
      const held = await manager.findOne(Asset, { where: { serialNumber, productId }, order: { id: 'DESC' } });
      return held && held.customerId;
    });
  }

  /** The customer's asset with this external id or serial number, locked; a new one if there is none. */
  enter(holder: AssetHolder, given: AssetBody): Promise<KnownAsset> {
    return this.transactions.run(async (manager) => {
      checkInstalledAt(given.installedAt, this.clock.now());
      const product = hasProduct(given) ? await this.products.find(given) : undefined;
      const known = await this.findLocked(manager, holder, given, product);
      if (known) return this.change(manager, known, given, product);
      if (!product) throw invalid('productId', 'give productId, productCode or category');
      return this.insert(manager, holder, given, product);
    });
  }

  private async findLocked(
    manager: EntityManager,
    { customerId, isNew }: AssetHolder,
    given: AssetBody,
    product?: Product,
  ) {
    const lock = { mode: 'pessimistic_write' } as const;
    const { externalId, serialNumber } = given;
    if (externalId) {
      await lockExternalId(manager, 'asset', externalId);
      const known = await manager.findOne(Asset, { where: { externalId }, lock });
      if (known && known.customerId !== customerId) {
        throw invalid('externalId', `the asset '${externalId}' belongs to another customer: give its assetId`);
      }
      if (known) return known;
    }
    if (!serialNumber || !product || isNew) return null;
    await lockSerial(manager, product.id, serialNumber);
    return manager.findOne(Asset, { where: { serialNumber, productId: product.id, customerId }, lock });
  }

  private async insert(
    manager: EntityManager,
    holder: AssetHolder,
    given: AssetBody,
    product: Product,
  ): Promise<KnownAsset> {
    const { customerId } = holder;
    const address = await this.addressOf(manager, holder, given);
    const asset = Object.assign(new Asset(), {
      id: uuidv7(),
      externalId: given.externalId ?? null,
      productId: product.id,
      customerId,
      addressId: address.id,
      serialNumber: given.serialNumber ?? null,
      batch: given.batch ?? null,
      installedAt: given.installedAt ? new Date(given.installedAt) : this.clock.now(),
      warrantyUntil: given.warrantyUntil ? new Date(given.warrantyUntil) : null,
      version: 1,
    });
    this.transactions.meanwhile(insertRow(manager, Asset, asset));
    const entered = { asset, product, address, isNew: true };
    await this.publish(entered);
    return entered;
  }

  private async change(manager: EntityManager, asset: Asset, given: AssetBody, product?: Product): Promise<KnownAsset> {
    const changed = {
      externalId: given.externalId ?? asset.externalId,
      productId: product?.id ?? asset.productId,
      serialNumber: given.serialNumber ?? asset.serialNumber,
      batch: given.batch ?? asset.batch,
      installedAt: given.installedAt ? new Date(given.installedAt) : asset.installedAt,
      warrantyUntil: given.warrantyUntil ? new Date(given.warrantyUntil) : asset.warrantyUntil,
      addressId: given.address || given.addressId ? (await this.addressOf(manager, asset, given)).id : asset.addressId,
    };
    const same = Object.entries(changed).every(([name, value]) => String(value) === String(asset[name as keyof Asset]));
    if (same) return this.withParts(manager, asset);
    Object.assign(asset, changed, { version: asset.version + 1 });
    await manager.update(Asset, { id: asset.id }, { ...changed, version: asset.version });
    const known = await this.withParts(manager, asset);
    await this.publish(known);
    return known;
  }

  private async addressOf(
    manager: EntityManager,
    { customerId, address: fallback }: AssetHolder,
    { addressId, address }: AssetBody,
  ): Promise<ServiceAddress> {
    if (address) return inField('address', () => this.customers.addAddress(manager, customerId, address));
    if (!addressId && fallback) return fallback;
    const where = { customerId, ...(addressId && { id: addressId }) };
    const found = await manager.findOne(ServiceAddress, { where, order: { id: 'ASC' } });
    if (!found)
      throw invalid(
        addressId ? 'addressId' : 'address',
        'the customer has no such address: say where the asset stands',
      );
    return found;
  }

  private async withParts(manager: EntityManager, asset: Asset): Promise<KnownAsset> {
    const address = await manager.findOneByOrFail(ServiceAddress, { id: asset.addressId });
    const product = await this.products.find({ productId: asset.productId });
    return { asset, product, address, isNew: false };
  }

  private publish({ asset, product, address }: KnownAsset): Promise<void> {
    const { id, customerId, serialNumber, batch, installedAt, version } = asset;
    return this.outbox.publish(AssetRegistered, {
      assetId: id,
      productId: product.id,
      category: product.category,
      customerId,
      ...(serialNumber && { serialNumber }),
      ...(batch && { batch }),
      installedAt: installedAt.toISOString(),
      place: placeOf(address),
      version,
    });
  }
}

/** Refuses days that no unit in service can have been installed on. */
function checkInstalledAt(installedAt: string | undefined, now: Date): void {
  if (!installedAt) return;
  const installed = new Date(installedAt).getTime();
  const nextYear = now.getTime() + 366 * 86_400_000;
  if (installed < Date.UTC(1950, 0, 1) || installed > nextYear) {
    throw invalid('installedAt', `must lie between 1950 and a year from now, not ${installedAt}`);
  }
}

const lockSerial = (manager: EntityManager, productId: string, serialNumber: string) =>
  lockExternalId(manager, 'serial', `${productId}:${serialNumber}`);

const hasProduct = ({ productId, productCode, category }: AssetBody) => Boolean(productId ?? productCode ?? category);
