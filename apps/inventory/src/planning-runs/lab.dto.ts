import { ArrayMaxSize, ArrayMinSize, IsArray, IsNumber, Max, Min } from 'class-validator';
import { type Criticality, criticalities } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Decimal, ListOf, OneOf, OneOfList, Optional, Text, Whole } from '#common/validation/fields.js';
import { type LabGrouping, labGroupings, type LabMethod, labMethods } from '../core/plan/lab.js';
import {
  type ValueClass,
  type VariationClass,
  valueClassNames,
  variationClassNames,
} from '../core/policy/target-matrix.js';

/** What a run back-tests instead of planning. */
export class WhatIf {
  /** Methods to compare; `automatic` is what the selection chooses. All of them if left out. */
  @Optional() @OneOfList(labMethods, 7) methods?: LabMethod[];
  /** Fill rates to plan for: one point of each curve. From 0.7 to 0.993 if left out. */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @IsNumber({ allowNaN: false, allowInfinity: false }, { each: true })
  @Min(0.05, { each: true })
  @Max(0.9995, { each: true })
  plannedShares?: number[];
}

export class LabQuery extends PageQuery {
  /** What the curves are drawn for; `all` if left out. */
  @Optional() @OneOf(labGroupings) grouping?: LabGrouping;
  /** One category, class, kind of place or place of it. */
  @Optional() @Text(120) key?: string;
}

/** What plans of the past for one fill rate would have delivered, and what would have lain on the shelf for it. */
export class LabPoint {
  @Decimal(0, 1) plannedShare: number;
  /** Share of pieces served from the shelf at once. */
  @Decimal(0, 1) deliveredShare: number;
  /** Share of days with demand that were served in full. */
  @Decimal(0, 1) linesInFullShare: number;
  @Decimal(0, 1e15) wantedPieces: number;
  @Decimal(0, 1e15) piecesShort: number;
  /** Pieces on the shelves in the evening, on average; the same at cost. */
  @Decimal(0, 1e15) onHand: number;
  @Decimal(0, 1e18) stockValueMinor: number;
}

export class LabCurve {
  @Text(40) method: LabMethod;
  @Whole(0, 2_147_483_647) itemLocations: number;
  /** From the lowest planned fill rate to the highest. */
  @ListOf(() => LabPoint, 12) points: LabPoint[];
}

export class LabView {
  @OneOf(labGroupings) grouping: LabGrouping;
  @Text(120) key: string;
  @ListOf(() => LabCurve, 7) curves: LabCurve[];
  /** Which method needs least stock for what the automatic one delivers, with the numbers. */
  @Text(500) inWords: string;
}

/** A fill rate for the cells of the matrix that are named; a class that is left out does not narrow it. */
export class Adoption {
  @Decimal(0.01, 0.9999) targetShare: number;
  @Optional() @OneOf(valueClassNames) valueClass?: ValueClass;
  @Optional() @OneOf(variationClassNames) variationClass?: VariationClass;
  @Optional() @OneOf(criticalities) criticality?: Criticality;
  @Text(500, 3) reason: string;
}
