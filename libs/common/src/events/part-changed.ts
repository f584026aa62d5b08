import { Code, Id, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type Criticality, criticalities } from './lists.js';
import { exampleId } from './values.js';

/** Published when a part is entered, changed or superseded; heard by dispatch (successors) and quality (names). */
export class PartChanged {
  static readonly type = 'inventory.part.changed.v1';
  static readonly key = 'partId';
  static readonly about =
    'Published when a part is entered, changed or superseded; heard by dispatch (successors) and quality (names).';
  static readonly example: PartChanged = {
    partId: exampleId(5),
    number: 'R-26030200017',
    nameEn: 'Suction motor 900 W',
    nameZh: '吸尘电机 900W',
    category: 'vacuum',
    unitCostMinor: 1,
    currency: 'CNY',
    criticality: 'vital',
    supersededByPartId: exampleId(20),
    version: 1,
  };

  @Id() partId: string;
  @Code() number: string;
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  @Code() category: string;
  @Whole(0, 1_000_000_000) unitCostMinor: number;
  @Text(3, 3) currency: string;
  @OneOf(criticalities) criticality: Criticality;
  @Optional() @Id() supersededByPartId?: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
