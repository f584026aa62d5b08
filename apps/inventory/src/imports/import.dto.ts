import { Flag, ListOf, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type Encoding, encodings, mostRows } from '../csv/csv.js';
import { type ImportKind, importKinds } from './import-kinds.js';

export class NewImport {
  /** The bytes of the file as base64: CSV in UTF-8 or GB18030, at most 2,000 rows. */
  @Text(930_000) contentBase64: string;
  /** Only look, and say what would happen. */
  @Optional() @Flag() dryRun?: boolean;
}

export class ImportFault {
  /** As a spreadsheet counts: the names of the columns are row 1. */
  @Whole(1, mostRows + 1) row: number;
  @Text(64) column: string;
  @Text(500) message: string;
}

/** Either all rows are imported, or none because of what stands under `faults`. */
export class ImportResult {
  @OneOf(importKinds) kind: ImportKind;
  @OneOf(encodings) encoding: Encoding;
  @Flag() imported: boolean;
  @Whole(0, mostRows) rows: number;
  @Whole(0, mostRows) created: number;
  @Whole(0, mostRows) changed: number;
  @Whole(0, mostRows) unchanged: number;
  /** All of them, also those that are not listed. */
  @Whole(0, 1_000_000) faultCount: number;
  @ListOf(() => ImportFault, 200) faults: ImportFault[];
}
