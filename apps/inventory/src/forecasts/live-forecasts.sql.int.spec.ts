import { Client } from 'pg';
import { TestDatabase } from '#common/testing/database.js';
import { migrations } from '../migrations/index.js';
import { byKeys, takeStale } from './live-forecasts.sql.js';

interface PlanNode {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** A catalogue of parts, each planned at one site below a central store, by one run. */
const filled = (parts: number) => `
  SET session_replication_role = replica;
  INSERT INTO inventory.stock_location (id, kind, name) VALUES ('00000000-0000-7000-8000-000000000001', 'central', 'central');
  INSERT INTO inventory.stock_location (id, kind, name, site_id, supplied_from_id)
    VALUES ('00000000-0000-7000-8000-000000000002', 'site', 'site', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001');
  INSERT INTO inventory.part (id, number, name_en, name_zh, category, unit_cost_minor, currency, criticality)
    SELECT gen_random_uuid(), n, 'part', '零件', 'pumps', 100, 'CNY', 'vital' FROM generate_series(1, ${parts}) AS n;
  INSERT INTO inventory.planned_item (run_id, part_id, location_id, demand_class, method, mean_per_day, deviation_per_day, lead_time_days,
      lead_time_deviation_days, reorder_point, order_up_to, target_share, stock_value_minor, currency, reason, as_of, period_days, history, plan)
    SELECT '00000000-0000-7000-8000-000000000009', part.id, place.id, 'lumpy', 'follows-level', 1, 1, 1, 0, 1, 2, 0.9, 0, 'CNY', '-', '2026-03-02', 7, '[]', '{}'
    FROM inventory.part CROSS JOIN inventory.stock_location AS place WHERE place.name IN ('central', 'site');
  INSERT INTO inventory.forecast (part_id, location_id, run_id) SELECT part_id, location_id, run_id FROM inventory.planned_item;
  INSERT INTO inventory.forecast_stale (part_id, location_id, day, pieces)
    SELECT id, '00000000-0000-7000-8000-000000000002', '2026-03-02', 1 FROM inventory.part WHERE number = '7'`;

describe('demand that is not counted yet', () => {
  let database: TestDatabase;
  let service: Client;
  beforeAll(async () => {
    database = await TestDatabase.create([{ service: 'inventory', entities: [], migrations }]);
    service = new Client(database.url('inventory'));
    await service.connect();
    await service.query(`SET app.sites = '*'; SET plan_cache_mode = force_generic_plan`);
  }, 60_000);
  afterAll(async () => {
    await service?.end();
    await database?.drop();
  });

  it('is taken by a few rows of each table, also by a connection that has planned it while nothing was published', async () => {
    const explained = async () => {
      await service.query(['BEGIN', ...byKeys].join(';'));
      const { rows } = await service.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        'EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE stale (100)',
      );
      await service.query('ROLLBACK');
      return nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
    };
    await service.query(`PREPARE stale AS ${takeStale}`);
    await explained();
    await database.query(filled(3_000));
    const nodes = await explained();
    const found = nodes.filter((node) => node['Relation Name'] === 'forecast');
    expect(found.length).toBeGreaterThan(0);
    for (const node of nodes) {
      const { 'Rows Removed by Filter': filtered = 0, 'Rows Removed by Join Filter': joined = 0 } = node;
      expect((node['Actual Rows'] + filtered + joined) * node['Actual Loops']).toBeLessThan(20);
    }
  });
});
