import { type Criticality, criticalities } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Id, IdList, ListInQuery, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

const largest = 1_000_000_000;

export class PartQuery extends PageQuery {
  @Optional() @Code() category?: string;
  @Optional() @Code() number?: string;
  /** Words of the name in either language, or the beginning of the number. */
  @Optional() @Text(120) search?: string;
  /** Only these, such as all that a page shows; repeat the parameter. What is not known is left out. */
  @Optional() @ListInQuery() @IdList(100) ids?: string[];
}

export class NewPart {
  @Code() number: string;
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  @Code() category: string;
  @Whole(0, largest) unitCostMinor: number;
  /** ISO 4217. */
  @Text(3, 3) currency: string;
  @OneOf(criticalities) criticality: Criticality;
  @Optional() @Whole(1, 100_000) packQuantity?: number;
  @Optional() @Id() supersededByPartId?: string | null;
  @Optional() @Whole(1, largest) weightGrams?: number | null;
  @Optional() @Whole(1, largest) volumeCubicCentimetres?: number | null;
}

export class PartChange {
  @Optional() @Text(120) nameEn?: string;
  @Optional() @Text(120) nameZh?: string;
  @Optional() @Code() category?: string;
  @Optional() @Whole(0, largest) unitCostMinor?: number;
  @Optional() @Text(3, 3) currency?: string;
  @Optional() @OneOf(criticalities) criticality?: Criticality;
  @Optional() @Whole(1, 100_000) packQuantity?: number;
  /** The part that replaces this one; null: it is not replaced. */
  @Optional() @Id() supersededByPartId?: string | null;
  @Optional() @Whole(1, largest) weightGrams?: number | null;
  @Optional() @Whole(1, largest) volumeCubicCentimetres?: number | null;
}

export class PartView {
  @Id() id: string;
  @Code() number: string;
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  @Code() category: string;
  @Whole(0, largest) unitCostMinor: number;
  @Text(3, 3) currency: string;
  @OneOf(criticalities) criticality: Criticality;
  @Whole(1, 100_000) packQuantity: number;
  @Optional() @Id() supersededByPartId: string | null;
  @Optional() @Whole(1, largest) weightGrams: number | null;
  @Optional() @Whole(1, largest) volumeCubicCentimetres: number | null;
  @Whole(1, 2_147_483_647) version: number;
}
