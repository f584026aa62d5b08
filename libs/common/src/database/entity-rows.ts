import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { prepared } from './prepared.js';

type Entity<T> = new () => T;
type Column = EntityMetadata['columns'][number];

/**
 * Rows of one entity for hot paths: what TypeORM knows of the table, without building the statement anew each time, which costs ten times as much
 * as running it. `where` is SQL over the table's columns with $1.. for `values`, and may end in ORDER BY or FOR UPDATE; its texts must be few.
 */
export async function selectRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: Entity<T>,
  where: string,
  values: readonly unknown[],
): Promise<T[]> {
  const { columns, select } = shapeOf(manager, entity);
  const rows = await prepared<ObjectLiteral>(manager, `${select} WHERE ${where}`, values);
  return rows.map((row) => hydrated(manager, new entity(), columns, row));
}

/** Writes these properties of the row with this key; those that are undefined stay. */
export async function updateRow<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: Entity<T>,
  key: Partial<NoInfer<T>>,
  properties: Partial<NoInfer<T>>,
): Promise<void> {
  const { columns, table } = shapeOf(manager, entity);
  const { driver } = manager.connection;
  const values: unknown[] = [];
  const equations = (of: Partial<T>) =>
    columns
      .filter(({ propertyName }) => of[propertyName] !== undefined)
      .map((column) => {
        values.push(driver.preparePersistentValue(of[column.propertyName], column));
        return `"${column.databaseName}" = $${values.length}`;
      });
  const text = `UPDATE ${table} SET ${equations(properties).join(', ')} WHERE ${equations(key).join(' AND ')}`;
  await prepared(manager, text, values);
}

/** Writes a new row; properties that are undefined get the column's default. */
export async function insertRow<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: Entity<T>,
  row: NoInfer<T>,
): Promise<void> {
  const { text, values } = insertOf(manager, entity, row);
  await prepared(manager, text, values);
}

/** Writes a new row; false if one that is there already forbids it. */
export async function insertUnlessThere<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: Entity<T>,
  row: NoInfer<T>,
): Promise<boolean> {
  const { text, values } = insertOf(manager, entity, row);
  return (await prepared(manager, `${text} ON CONFLICT DO NOTHING RETURNING 1`, values)).length > 0;
}

function insertOf<T extends ObjectLiteral>(manager: EntityManager, entity: Entity<T>, row: T) {
  const { columns, table } = shapeOf(manager, entity);
  const given = columns.filter(({ propertyName }) => row[propertyName] !== undefined);
  const names = given.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const values = given.map((column) =>
    manager.connection.driver.preparePersistentValue(row[column.propertyName], column),
  );
  const places = given.map((_, index) => `$${index + 1}`).join(', ');
  return { text: `INSERT INTO ${table} (${names}) VALUES (${places})`, values };
}

interface Shape {
  table: string;
  columns: readonly Column[];
  select: string;
}

const shapes = new WeakMap<EntityMetadata, Shape>();

function shapeOf(manager: EntityManager, entity: Entity<ObjectLiteral>): Shape {
  const metadata = manager.connection.getMetadata(entity);
  const known = shapes.get(metadata);
  if (known) return known;
  const { columns } = metadata;
  const table = `"${metadata.schema ?? 'public'}"."${metadata.tableName}"`;
  const names = columns.map(({ databaseName, propertyName }) => `"${databaseName}" AS "${propertyName}"`);
  const shape = { table, columns, select: `SELECT ${names.join(', ')} FROM ${table}` };
  shapes.set(metadata, shape);
  return shape;
}

function hydrated<T extends ObjectLiteral>(
  manager: EntityManager,
  row: T,
  columns: readonly Column[],
  found: ObjectLiteral,
): T {
  const { driver } = manager.connection;
  const properties = row as ObjectLiteral;
  for (const column of columns) {
    const { propertyName } = column;
    const value = found[propertyName] as unknown;
    properties[propertyName] = isReadAsItIs(column) ? value : driver.prepareHydratedValue(value, column);
  }
  return row;
}

const readAsTheyAre: readonly unknown[] = [
  'text',
  'uuid',
  'integer',
  'smallint',
  'double precision',
  'boolean',
  'jsonb',
];

/** Whether TypeORM leaves what pg has read as it is: it asks through twenty cases before it does. */
const isReadAsItIs = ({ type, transformer }: Column): boolean => !transformer && readAsTheyAre.includes(type);
