import { Id, OneOf, Optional, Whole } from '../validation/fields.js';
import { type LocationKind, locationKinds } from './lists.js';
import { exampleId } from './values.js';

/** Published when what is available of a part at a location changes; heard by dispatch (parts at hand). */
export class StockLevelChanged {
  static readonly type = 'inventory.stock-level.changed.v1';
  static readonly key = 'stockLevelId';
  static readonly about =
    'Published when what is available of a part at a location changes; heard by dispatch (parts at hand).';
  static readonly example: StockLevelChanged = {
    stockLevelId: exampleId(15),
    partId: exampleId(5),
    locationId: exampleId(9),
    locationKind: 'site',
    siteId: exampleId(7),
    technicianId: exampleId(8),
    onHand: 1,
    reserved: 1,
    available: 1,
    version: 1,
  };

  @Id() stockLevelId: string;
  @Id() partId: string;
  @Id() locationId: string;
  @OneOf(locationKinds) locationKind: LocationKind;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Whole(0, 1_000_000_000) onHand: number;
  @Whole(0, 1_000_000_000) reserved: number;
  @Whole(0, 1_000_000_000) available: number;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
