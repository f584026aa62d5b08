import type { Schemas } from '../api/client.js';

type Labels<Key extends string> = Record<Key, string>;
type ImportKind = Schemas['ImportResult']['kind'];

export const partsTables = {
  imports: 'Import',
  exports: 'Export',
  importKind: {
    parts: 'parts',
    stock: 'counted stock',
    'lead-times': 'lead times',
  } satisfies Labels<ImportKind>,
  exportKind: {
    parts: 'parts',
    stock: 'stock',
    'lead-times': 'lead times',
    forecasts: 'forecasts',
    'stock-policies': 'stock policies',
    proposals: 'proposals',
  },
  table: 'Table',
  template: 'Template with an example row',
  file: 'File',
  fileHint: 'CSV in UTF-8 or GB18030, at most 2,000 rows.',
  tooLarge: (kilobytes: string) => `The file has ${kilobytes} KB: at most 680 KB can be sent at once. Split it.`,
  check: 'Check',
  checkFirst: 'Checking writes nothing. With a fault in any row nothing can be imported.',
  apply: 'Import now',
  good: 'No fault. This would happen:',
  done: 'Imported.',
  faults: (count: string) => `${count} faults: nothing can be imported until they are mended.`,
  firstFaults: (count: string) => `The first ${count} are shown.`,
  counts: (rows: string, created: string, changed: string) => `${rows} rows: ${created} new, ${changed} changed.`,
  unchanged: (count: string, encoding: string) => `${count} as they are already (${encoding}).`,
  columns: { row: 'Row', column: 'Column', fault: 'What is wrong' },
  exportHint:
    'CSV that a spreadsheet opens; no text in it is a formula. Parts, stock and lead times can be imported again.',
  save: 'Save',
  saving: (rows: string) => `${rows} rows…`,
  saved: (rows: string) => `${rows} rows saved.`,
};

/** Approving all proposals up to a value. */
export const approveByRule = {
  title: 'Approve all up to…',
  upTo: (currency: string) => `Value of each at most, ${currency}`,
  kind: 'Kind',
  done: (count: number, value: string) => `${count} approved, ${value} together.`,
  refused: (count: number) => `${count} could not be approved:`,
  left: (count: number) => `${count} more are covered: approve again.`,
  inGroups: (size: string) => `They are sent in groups of ${size}, one after the other.`,
  sent: (sent: string, of: string) => `${sent} of ${of} sent.`,
  moreRefused: (count: number) => `and ${count} more`,
  ofPart: (part: string) => `Only ${part}`,
};
