import { type LocationKind, locationKinds } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Id, OneOf, Optional, Whole } from '#common/validation/fields.js';

const most = 1_000_000_000;

export class StockLevelQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  @Optional() @Id() siteId?: string;
  @Optional() @OneOf(locationKinds) locationKind?: LocationKind;
}

export class StockLevelView {
  @Id() id: string;
  @Id() partId: string;
  @Id() locationId: string;
  @OneOf(locationKinds) locationKind: LocationKind;
  @Optional() @Id() siteId: string | null;
  @Whole(0, most) onHand: number;
  @Whole(0, most) reserved: number;
  /** onHand - reserved */
  @Whole(0, most) available: number;
  @Whole(0, most) onOrder: number;
  @Whole(0, most) backordered: number;
  /** onHand + onOrder - reserved - backordered */
  @Whole(-most, most) position: number;
  @Whole(1, 2_147_483_647) version: number;
}
