import { type Criticality, criticalities } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Decimal, Instant, ListOf, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import {
  type ValueClass,
  type VariationClass,
  valueClassNames,
  variationClassNames,
} from '../core/policy/target-matrix.js';

const cells = valueClassNames.length * variationClassNames.length * criticalities.length;

export class TargetCell {
  /** A: the parts of the first 80 % of the value of demand, B: up to 95 %, C: the rest. */
  @OneOf(valueClassNames) valueClass: ValueClass;
  /** X: demand varies little from period to period (variation up to 0.5), Y: up to 1, Z: more. */
  @OneOf(variationClassNames) variationClass: VariationClass;
  @OneOf(criticalities) criticality: Criticality;
  /** Share of pieces served from the shelf at once. */
  @Decimal(0.01, 0.9999) targetShare: number;
}

/** The whole matrix: one cell for each combination. */
export class NewTargetMatrix {
  @ListOf(() => TargetCell, cells, cells) cells: TargetCell[];
  @Text(500, 3) reason: string;
}

export class TargetMatrixView {
  @ListOf(() => TargetCell, cells) cells: TargetCell[];
  @Text(500) reason: string;
  @Text(120) author: string;
  /** Null: the matrix that Callout starts with. */
  @Optional() @Instant() enteredAt: string | null;
  @Whole(1, 2_147_483_647) version: number;
}

export class TargetMatrixQuery extends PageQuery {}
