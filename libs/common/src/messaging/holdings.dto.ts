import { Transform, Type } from 'class-transformer';
import { IsObject } from 'class-validator';
import { Flag, Id, IdList, ListOf, OneOf, Optional, Text, Whole } from '../validation/fields.js';

/** A list in a query: `keys=…,…`. */
const Split = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value));

export class HoldingsQuery {
  /** Only keys above this one. */
  @Optional() @Id() after?: string;
  /** Only keys up to this one. */
  @Optional() @Id() upto?: string;
  /** Only these keys, with commas between them; at most 100. */
  @Optional() @Split() @IdList(100) keys?: string[];
  /** At most this many rows, 1,000 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 1_000) limit?: number;
}

export class HoldingView {
  /** Of the request in desk, dispatch and inventory; of the repair order in quality and on the board. */
  @Id() key: string;
  /** What the service has to compare. */
  @IsObject() facts: Record<string, unknown>;
}

export class HoldingsView {
  @ListOf(() => HoldingView, 1_000) items: HoldingView[];
  /** False if there may be more rows; those of the last key may be cut. */
  @Flag() complete: boolean;
}

export class UnhandledQuery {
  /** Ids of aggregates, with commas between them; at most 100. */
  @Split() @IdList(100) keys: string[];
}

export class UnhandledView {
  @Text(200) key: string;
  @Text(200) consumer: string;
  @Text(200) type: string;
  /** `pending`: will be handled; `waiting`: behind one that failed; `dead`: an operator has to replay or discard it. */
  @OneOf(['pending', 'waiting', 'dead']) state: string;
  @Optional() @Id() deadLetterId?: string;
}
