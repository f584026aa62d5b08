import type { EntityManager } from 'typeorm';
import { prepared } from '#common/database/prepared.js';
import { seeing } from '#common/database/transactions.js';

/**
 * Shows all sites' rows to the rest of the open transaction. What a site does has consequences for others (its acceptance withdraws their
 * offers, its refusal brings the next one in): call this after the site's own row has been found under its own scope, and answer with
 * nothing but that site's rows.
 */
export async function seeAll(manager: EntityManager): Promise<void> {
  if (seeing.has(manager)) return;
  seeing.add(manager);
  await prepared(manager, `SELECT set_config('app.sites', '*', true)`, []);
}
