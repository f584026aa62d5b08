import { Type } from 'class-transformer';
import {
  Code,
  CodeList,
  Decimal,
  Id,
  Instant,
  ListOf,
  Nested,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import type { Definition } from '../core/definitions.js';
import { DefinitionView } from '../score-cards/score-card.dto.js';

export class UChartQuery {
  /** This or `category`. */
  @Optional() @Id() productId?: string;
  @Optional() @Code() category?: string;
  /** The last whole week lies before this moment; now if left out. */
  @Optional() @Instant() to?: string;
  /** Whole weeks to show, 26 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 104) weeks?: number;
}

export class UChartPointView {
  @Text(16) period: string;
  @Instant() start: string;
  @Whole(0, 100_000_000) failures: number;
  /** Units at risk in this week. */
  @Decimal(0, 1e12) unitWeeks: number;
  /** Failures per unit-week; null without units. */
  @Optional() @Decimal(0, 1e12) rate: number | null;
  /** Null while there are too few weeks before this one. */
  @Optional() @Decimal(0, 1e12) centre: number | null;
  @Optional() @Decimal(0, 1e12) lowerLimit: number | null;
  @Optional() @Decimal(0, 1e12) upperLimit: number | null;
  /** Western Electric rules that this point completes. */
  @CodeList(4) rules: string[];
  /** Those of them that raise an alert: the rate is up, rarer than 0.00135, and a run only once. */
  @CodeList(4) alarms: string[];
}

export class UChartView {
  @Nested(() => DefinitionView) definition: Definition;
  @Optional() @Id() productId: string | null;
  @Optional() @Code() category: string | null;
  @ListOf(() => UChartPointView, 104) points: UChartPointView[];
}
