import { Type } from 'class-transformer';
import { Id, OneOf, Optional, Whole } from '#common/validation/fields.js';
import { type ExportKind, exportKinds } from './exports.sql.js';

export class ExportQuery {
  @OneOf(exportKinds) kind: ExportKind;
  /** At most this many rows, 5,000 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 5_000) limit?: number;
  /** What the answer before gave in its header `next-cursor`. */
  @Optional() @Id() cursor?: string;
}
