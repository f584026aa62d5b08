import { Code, Id, Nested, OneOf, Text, Whole } from '../validation/fields.js';
import { type SiteKind, type SiteStatus, siteKinds, siteStatuses } from './lists.js';
import { Place, exampleId, examplePlace } from './values.js';

/** Published when a repair site is entered or changed; heard by inventory (its stock location), quality, desk and the gateway (names). */
export class SiteChanged {
  static readonly type = 'dispatch.site.changed.v1';
  static readonly key = 'siteId';
  static readonly about =
    'Published when a repair site is entered or changed; heard by inventory (its stock location), quality, desk and the gateway (names).';
  static readonly example: SiteChanged = {
    siteId: exampleId(7),
    code: 'SH-01',
    name: 'Shanghai Pudong',
    kind: 'own',
    status: 'active',
    place: examplePlace,
    version: 1,
  };

  @Id() siteId: string;
  @Code() code: string;
  @Text(120) name: string;
  @OneOf(siteKinds) kind: SiteKind;
  @OneOf(siteStatuses) status: SiteStatus;
  @Nested(() => Place) place: Place;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
