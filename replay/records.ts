import { readFileSync } from 'node:fs';
import { faker } from '@faker-js/faker/locale/en';
import { parse } from 'csv-parse/sync';
import { categoryByName } from '../apps/standalone/src/demo/world/catalogue/categories.js';

/** One row of Open Repair Data (openrepair.org/open-data, CC BY-SA 4.0): something that somebody really brought to be repaired. */
export interface RepairRecord {
  id: string;
  country: string;
  categoryCode: string;
  brand: string;
  ageYears?: number;
  status: string;
  group: string;
  day: string;
  problem: string;
}

type Row = Record<string, string | undefined>;

/** The records of a file in order of date; those of one day in the file's order. Throws if it is not Open Repair Data of one country. */
export function readRecords(file: string): { country: string; records: RepairRecord[] } {
  const rows = parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true }) as Row[];
  const first = rows[0];
  if (!first || !('product_category' in first) || !('event_date' in first)) {
    throw new Error(`${file} is not Open Repair Data: it needs the columns product_category, problem, event_date ...`);
  }
  const country = alpha2Of(first['country'] ?? '');
  const records = rows.map((row, index) => toRecord(row, country, index));
  return { country, records: records.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)) };
}

function toRecord(row: Row, country: string, index: number): RepairRecord {
  const category = categoryByName.get((row['product_category'] ?? '').toLowerCase()) ?? categoryByName.get('misc');
  const age = Number(row['product_age'] || NaN);
  return {
    id: row['id'] || `row-${index + 1}`,
    country,
    categoryCode: category?.code ?? 'misc',
    brand: row['brand'] ?? '',
    ...(Number.isFinite(age) && { ageYears: age }),
    status: row['repair_status'] ?? '',
    group: row['group_identifier'] ?? '',
    day: row['event_date'] ?? '',
    problem: storable(row['problem'] ?? ''),
  };
}

/** What an API takes as text: no control characters, not empty, not endless. */
function storable(text: string): string {
  const clean = text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/\p{Cs}/gu, ' ')
    .trim();
  return clean === '' ? '-' : clean.slice(0, 1_000);
}

/** `GBR` -> `GB`. */
function alpha2Of(alpha3: string): string {
  const codes = faker.rawDefinitions.location?.country_code ?? [];
  const found = codes.find((code) => code.alpha3 === alpha3 || code.alpha2 === alpha3);
  if (!found) throw new Error(`'${alpha3}' in the column country is no ISO 3166 code`);
  return found.alpha2;
}
