import { decodeCursor, notOfThisList } from '#common/http/pages.js';
import { instantPattern } from '#common/validation/fields.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Cursor of a list in order of time and id. */
export function timeCursor(cursor: string | undefined): [time: string, id: string] | undefined {
  const values = decodeCursor(cursor, 2);
  if (!values) return undefined;
  const [time, id] = values.map(String);
  if (!time || !id || !instantPattern.test(time) || !uuid.test(id)) throw notOfThisList();
  return [time, id];
}

/** Cursor of a list in order of id. */
export function idCursor(cursor: string | undefined): string | undefined {
  const [id] = decodeCursor(cursor, 1) ?? [];
  if (id === undefined) return undefined;
  if (!uuid.test(String(id))) throw notOfThisList();
  return String(id);
}

/** Cursor of a list in order of a whole number. */
export function numberCursor(cursor: string | undefined): number | undefined {
  const [value] = decodeCursor(cursor, 1) ?? [];
  if (value !== undefined && !Number.isSafeInteger(value)) throw notOfThisList();
  return value as number | undefined;
}
