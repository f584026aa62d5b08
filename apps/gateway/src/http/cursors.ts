import { decodeCursor } from '#common/http/pages.js';
import { invalid } from '#common/http/problems.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

const refuse = () => invalid('cursor', 'is not a cursor of this list: take it from `next` of the page before');

/** Cursor of a list in order of time and id. */
export function timeCursor(cursor: string | undefined): [time: string, id: string] | undefined {
  const values = decodeCursor(cursor, 2);
  if (!values) return undefined;
  const [time, id] = values.map(String);
  if (!time || !id || !instant.test(time) || Number.isNaN(Date.parse(time)) || !uuid.test(id)) throw refuse();
  return [time, id];
}

/** Cursor of a list in order of id. */
export function idCursor(cursor: string | undefined): string | undefined {
  const [id] = decodeCursor(cursor, 1) ?? [];
  if (id === undefined) return undefined;
  if (!uuid.test(String(id))) throw refuse();
  return String(id);
}

/** Cursor of a list in order of a whole number. */
export function numberCursor(cursor: string | undefined): number | undefined {
  const [value] = decodeCursor(cursor, 1) ?? [];
  if (value !== undefined && !Number.isSafeInteger(value)) throw refuse();
  return value as number | undefined;
}
