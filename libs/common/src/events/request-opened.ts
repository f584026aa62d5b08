import { Code, Flag, Id, Instant, Nested, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type Channel, type Priority, channels, priorities } from './lists.js';
import { Place, exampleId, exampleInstant, examplePlace } from './values.js';

/** Published when a service request is taken, whatever the channel; heard by the gateway (board). */
export class RequestOpened {
  static readonly type = 'desk.request.opened.v1';
  static readonly key = 'requestId';
  static readonly about =
    'Published when a service request is taken, whatever the channel; heard by the gateway (board).';
  static readonly example: RequestOpened = {
    requestId: exampleId(1),
    number: 'R-26030200017',
    customerId: exampleId(10),
    assetId: exampleId(11),
    productId: exampleId(12),
    category: 'vacuum',
    channel: 'phone',
    priority: 'normal',
    emergency: false,
    place: examplePlace,
    ownerId: exampleId(13),
    openedAt: exampleInstant,
    firstResponseDueAt: exampleInstant,
    dueBy: exampleInstant,
    version: 1,
  };

  @Id() requestId: string;
  @Text(32) number: string;
  @Id() customerId: string;
  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @OneOf(channels) channel: Channel;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Nested(() => Place) place: Place;
  @Optional() @Id() ownerId?: string;
  @Instant() openedAt: string;
  @Instant() firstResponseDueAt: string;
  @Instant() dueBy: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
