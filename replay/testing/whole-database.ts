import { TestDatabase } from '#common/testing/database.js';
import { migrations as desk } from '../../apps/desk/src/migrations/index.js';
import { migrations as dispatch } from '../../apps/dispatch/src/migrations/index.js';
import { migrations as gateway } from '../../apps/gateway/src/migrations/index.js';
import { migrations as inventory } from '../../apps/inventory/src/migrations/index.js';
import { migrations as quality } from '../../apps/quality/src/migrations/index.js';

/** A fresh database with the tables of all services, as the checks of a replay find them, and nothing in them. */
export const createWholeDatabase = (): Promise<TestDatabase> =>
  TestDatabase.create(
    Object.entries({ gateway, desk, dispatch, inventory, quality }).map(([service, migrations]) => ({
      service,
      entities: [],
      migrations,
    })),
  );
