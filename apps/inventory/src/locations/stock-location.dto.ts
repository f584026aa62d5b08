import { type LocationKind, locationKinds } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Decimal, Flag, Id, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

export class StockLocationQuery extends PageQuery {
  @Optional() @OneOf(locationKinds) kind?: LocationKind;
  @Optional() @Id() siteId?: string;
}

export class StockLocationView {
  @Id() id: string;
  @OneOf(locationKinds) kind: LocationKind;
  @Text(120) name: string;
  @Optional() @Id() siteId: string | null;
  @Optional() @Id() technicianId: string | null;
  /** Where refills come from; null: from outside. */
  @Optional() @Id() suppliedFromId: string | null;
  @Optional() @Decimal(-180, 180) lon: number | null;
  @Optional() @Decimal(-90, 90) lat: number | null;
  @Optional() @Text(2, 2) country: string | null;
  @Optional() @Text(16) subdivision: string | null;
  @Flag() active: boolean;
  @Whole(1, 2_147_483_647) version: number;
}

const warehouseKinds = ['central', 'regional'] as const;

/** Central and regional warehouses are entered by planners; sites and vans follow from dispatch. */
export class NewStockLocation {
  @OneOf(warehouseKinds) kind: (typeof warehouseKinds)[number];
  @Text(120) name: string;
  @Optional() @Id() suppliedFromId?: string;
  @Decimal(-180, 180) lon: number;
  @Decimal(-90, 90) lat: number;
  @Text(2, 2) country: string;
  @Text(16) subdivision: string;
}

export class StockLocationChange {
  @Optional() @Text(120) name?: string;
  /** Null: refills come from outside. */
  @Optional() @Id() suppliedFromId?: string | null;
  @Optional() @Flag() active?: boolean;
}
