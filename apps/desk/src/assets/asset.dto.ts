import { Place } from '#common/events/values.js';
import { Code, Flag, Id, Instant, Nested, Optional, Text, Whole } from '#common/validation/fields.js';
import { AddressBody, SearchQuery } from '../customers/customer.dto.js';

/** One unit: of a product by id or code, or of a category when nobody knows the model. */
export class AssetBody {
  @Optional() @Code() externalId?: string;
  @Optional() @Id() productId?: string;
  @Optional() @Code() productCode?: string;
  @Optional() @Code() category?: string;
  @Optional() @Text(64) serialNumber?: string;
  @Optional() @Text(64) batch?: string;
  /** Now, if left out. */
  @Optional() @Instant() installedAt?: string;
  /** Only where it differs from the product's warranty. */
  @Optional() @Instant() warrantyUntil?: string;
  /** Where it stands: an address of the customer, or a new one; the customer's first if left out. */
  @Optional() @Id() addressId?: string;
  @Optional() @Nested(() => AddressBody) address?: AddressBody;
}

/** An asset of a customer; with an `externalId` that is known already, that asset is changed. */
export class SaveAsset extends AssetBody {
  @Id() customerId: string;
}

export class AssetView {
  @Id() id: string;
  @Optional() @Code() externalId?: string;
  @Id() customerId: string;
  @Id() productId: string;
  @Code() productCode: string;
  @Code() category: string;
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  @Optional() @Text(64) serialNumber?: string;
  @Optional() @Text(64) batch?: string;
  @Instant() installedAt: string;
  @Instant() warrantyUntil: string;
  @Flag() underWarranty: boolean;
  @Nested(() => Place) place: Place;
  @Whole(1, 2_147_483_647) version: number;
}

export class AssetQuery extends SearchQuery {
  @Optional() @Id() customerId?: string;
}
