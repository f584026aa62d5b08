import { IsObject } from 'class-validator';
import { type SiteKind, type SiteStatus, siteKinds, siteStatuses } from '#common/events/lists.js';
import { Place } from '#common/events/values.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Decimal, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import type { Area } from '../core/matching/territory.js';
import { type DayImprovements, dayImprovements } from '../core/plans/causes.js';
import { Codes, DayList, TimeOfDay } from '../field-rules.js';

export class Period {
  /** 1 = Monday. */
  @Whole(1, 7) weekday: number;
  @TimeOfDay() from: string;
  @TimeOfDay() to: string;
}

/** Replaces all of these fields. */
export class ChangedSite {
  @Text(120) name: string;
  @Nested(() => Place) place: Place;
  /** GeoJSON Polygon or MultiPolygon; without it the radius counts. */
  @Optional() @IsObject() territory?: Area | null;
  @Whole(100, 2_000_000) radiusMetres: number;
  /** None = always open. */
  @ListOf(() => Period, 50) openingHours: Period[];
  @DayList(400) holidays: string[];
  /** Visits a day. */
  @Whole(0, 10_000) dailyCapacity: number;
  @Text(3, 3) currency: string;
  /** Product categories; none = all. */
  @Codes(200) categories: string[];
  /** What becomes of a better plan for a day that runs: published, proposed, or none is looked for. Missing = as the network. */
  @Optional() @OneOf(dayImprovements) dayImprovements?: DayImprovements;
}

export class NewSite extends ChangedSite {
  @Code() code: string;
  @OneOf(siteKinds) kind: SiteKind;
}

export class SiteStep {
  @Text(500) reason: string;
}

export class SitesQuery extends PageQuery {
  @Optional() @OneOf(siteStatuses) status?: SiteStatus;
  @Optional() @OneOf(siteKinds) kind?: SiteKind;
}

export class SiteView extends NewSite {
  @Id() id: string;
  @OneOf(siteStatuses) status: SiteStatus;
  /** 0..100 of the score card; missing while there is none. */
  @Optional() @Decimal(0, 100) score?: number;
  @Optional() @Whole(0, 100_000_000) scoredOrders?: number;
  @Whole(1, 2_147_483_647) version: number;
}

export class SiteTransitionView {
  @OneOf(siteStatuses) from: SiteStatus;
  @OneOf(siteStatuses) to: SiteStatus;
  @Text(500) reason: string;
  @Text(200) actorName: string;
  @Instant() at: string;
}
