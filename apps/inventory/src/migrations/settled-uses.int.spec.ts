import { openDatabase } from '#common/database/database.module.js';
import { uuidv7 } from '#common/database/uuid.js';
import { TestDatabase } from '#common/testing/database.js';
import { inventoryApp } from '../app.module.js';

describe('uses that were doubted before planners could settle them', () => {
  it('are told by the migration where their demand is, and sort by time', async () => {
    const app = inventoryApp();
    const place = app.migrations.findIndex(({ name }) => name.startsWith('SettledUses'));
    const database = await TestDatabase.create([{ ...app, migrations: app.migrations.slice(0, place) }]);
    const [near, far, order, stranger, part] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await database.query(`
      INSERT INTO inventory.stock_location (id, kind, name, site_id)
        VALUES ('${near}', 'site', 'near', '${near}'), ('${far}', 'site', 'far', '${far}');
      INSERT INTO inventory.reservation (repair_order_id, request_id, site_id, wanted_site_id, wanted_at)
        VALUES ('${order}', '${order}', '${near}', '${far}', '2026-01-30T23:00:00Z');
      INSERT INTO inventory.uncounted_use (visit_id, part_id, repair_order_id, location_id, reported, counted, at)
        VALUES ('${uuidv7()}', '${part}', '${order}', '${near}', 900, 4, '2026-02-02T01:00:00Z'),
          ('${uuidv7()}', '${part}', '${stranger}', '${near}', 90, 0, '2026-02-01T01:00:00Z')`);
    const { service: schema, entities, migrations } = app;
    const migrated = await openDatabase({ url: database.url(schema), schema, entities, migrations, poolSize: 2 });
    await migrated.destroy();
    expect(
      await database.query(
        `SELECT demand_location_id AS place, demand_day::text AS day, substr(id::text, 15, 1) AS version, reported
         FROM inventory.uncounted_use ORDER BY id`,
      ),
    ).toEqual([
      { place: near, day: '2026-02-01', version: '7', reported: 90 },
      { place: far, day: '2026-01-30', version: '7', reported: 900 },
    ]);
    await database.drop();
  });
});
