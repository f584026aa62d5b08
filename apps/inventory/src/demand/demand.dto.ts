import { PageQuery } from '#common/http/pages.js';
import { Day, Id, Optional, Whole } from '#common/validation/fields.js';

export class DemandQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  @Optional() @Day() from?: string;
  @Optional() @Day() to?: string;
}

/** What was wanted of a part at a place on a day; demand = used + lost + adjusted. */
export class DemandView {
  @Id() partId: string;
  @Id() locationId: string;
  @Day() day: string;
  /** Net use, where it was first wanted, wherever it was served from. */
  @Whole(0, 1_000_000_000) used: number;
  /** Shortages of orders that ended without the part. */
  @Whole(0, 1_000_000_000) lost: number;
  /** What planners have added to it, negative: taken away from it; see `/demand-adjustments`. */
  @Whole(-1_000_000_000, 1_000_000_000) adjusted: number;
}
