import { uuidv7 } from '#common/database/uuid.js';
import { reconcileCommand } from '../../apps/gateway/src/reconciliation/reconcile.command.js';
import type { Whole } from '../routes/whole.js';

type Administrator = Readonly<Record<'name' | 'password', string>>;

/** What the operator's command prints, every change counted as settled. The last line has the sums. */
async function reconciled({ url }: Whole, { name, password }: Administrator, ...more: string[]): Promise<string[]> {
  const lines: string[] = [];
  const env = { CALLOUT_USER: name, CALLOUT_PASSWORD: password };
  await reconcileCommand(['--url', url, '--settled-for', '0', ...more], env, (line) => lines.push(line));
  return lines;
}

/** Of a Callout whose stories have come to their end: nothing differs, and each thing that somebody spoils is found. */
export async function reconciles(whole: Whole, admin: Administrator): Promise<void> {
  const { database } = whole;
  const [{ requests } = { requests: 0 }] = await database.query<{ requests: number }>(
    `SELECT count(*)::integer AS requests FROM desk.service_request`,
  );
  expect(requests).toBeGreaterThan(3);
  expect(await reconciled(whole, admin)).toEqual([
    `${requests} requests compared, 0 changed too recently, 0 differences`,
  ]);

  const ids = await database.query<{ id: string }>(
    `SELECT id FROM dispatch.repair_order WHERE status = 'closed' ORDER BY id LIMIT 2`,
  );
  const [spoilt, lost] = ids.map(({ id }) => id);
  await database.query(`UPDATE gateway.board_order SET status = 'on_site' WHERE id = $1`, [spoilt]);
  await database.query(`UPDATE desk.service_request SET repair_order_status = 'scheduled' WHERE repair_order_id = $1`, [
    spoilt,
  ]);
  await database.query(`UPDATE inventory.reservation SET status = 'held' WHERE repair_order_id = $1`, [spoilt]);
  await database.query(`DELETE FROM quality.failure_record WHERE repair_order_id = $1`, [lost]);
  const letter = uuidv7();
  await database.query(
    `INSERT INTO quality.dead_letter (id, consumer, type, key, fingerprint, reason, attempts, payload, headers)
     VALUES ($1, 'quality.failures', 'dispatch.repair-order.completed.v1', $2, '0123456789abcdef', 'a test', 8, '{}', '{}')`,
    [letter, lost],
  );
  const found = await reconciled(whole, admin, '--repair');
  const kinds = found.slice(0, -2).map((line) => line.split('  ')[0]); // the last two lines have the sums
  expect(kinds.toSorted()).toEqual(['board-behind', 'failure-missing', 'hold-left-behind', 'request-behind']);
  expect(found.join('\n')).toContain(
    `dead in quality: quality.failures dispatch.repair-order.completed.v1 (${letter})`,
  );
  expect(found.at(-1)).toBe('1 dead letters replayed: run again to see what is left');
  expect(
    await database.query(`SELECT state FROM quality.dead_letter WHERE id = $1 AND state <> 'dead'`, [letter]),
  ).toHaveLength(1);
}
