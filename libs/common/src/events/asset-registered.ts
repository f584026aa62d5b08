import { Code, Id, Instant, Nested, Optional, Text, Whole } from '../validation/fields.js';
import { Place, exampleId, exampleInstant, examplePlace } from './values.js';

/** Published when a unit is registered to a customer; heard by quality (units at risk) and inventory (units that may need parts). */
export class AssetRegistered {
  static readonly type = 'desk.asset.registered.v1';
  static readonly key = 'assetId';
  static readonly about =
    'Published when a unit is registered to a customer; heard by quality (units at risk) and inventory (units that may need parts).';
  static readonly example: AssetRegistered = {
    assetId: exampleId(11),
    productId: exampleId(12),
    category: 'vacuum',
    customerId: exampleId(10),
    serialNumber: 'VC-100-000231',
    batch: '2025W14',
    installedAt: exampleInstant,
    place: examplePlace,
    version: 1,
  };

  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @Id() customerId: string;
  @Optional() @Text(64) serialNumber?: string;
  @Optional() @Text(64) batch?: string;
  @Instant() installedAt: string;
  @Nested(() => Place) place: Place;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
