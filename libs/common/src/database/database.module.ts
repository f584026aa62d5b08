import { setTimeout as pause } from 'node:timers/promises';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import { CommonTables1700000000000 } from './migrations/1700000000000-common-tables.js';
import { ParkedSince1700000000001 } from './migrations/1700000000001-parked-since.js';
import { DeliveriesAsJson1700000000002 } from './migrations/1700000000002-deliveries-as-json.js';
import { DeliveriesTogether1700000000003 } from './migrations/1700000000003-deliveries-together.js';
import { surviveBrokenConnections } from './client.js';
import { isDatabaseBusy } from './errors.js';
import { migrate } from './migrate.js';
import { PlanningClient } from './planning-client.js';
import { Transactions } from './transactions.js';

export interface DatabaseOptions {
  url: string;
  /** The schema that this service owns. */
  schema: string;
  // eslint-disable-next-line typescript/no-unsafe-function-type
  entities: (Function | EntitySchema)[];
  migrations: (new () => MigrationInterface)[];
  poolSize?: number;
}

/** Opens the service's own schema and brings it up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { url, schema, entities, migrations, poolSize = 12 } = options;
  const database = new DataSource({
    type: 'postgres',
    url,
    schema,
    entities,
    migrations: [
      CommonTables1700000000000,
      ParkedSince1700000000001,
      DeliveriesAsJson1700000000002,
      DeliveriesTogether1700000000003,
      ...migrations,
    ],
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
    applicationName: `callout-${schema}`,
    poolSize,
    extra: {
      Client: PlanningClient,
      options: `-c search_path=${schema},public -c idle_in_transaction_session_timeout=30s -c statement_timeout=30s`,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 60_000, // a new connection plans everything anew: as dear as a hundred statements
      keepAlive: true,
    },
    poolErrorHandler: () => undefined, // the pool drops a lost connection; whoever asks next gets the error
  });
  await connectPatiently(database);
  surviveBrokenConnections(database);
  await migrate(database, schema);
  return database;
}

const patienceMilliseconds = 30_000;

/** A server that is there but starting, full, or slow because everything starts at once, is waited for; one that is not there is told at once. */
async function connectPatiently(database: DataSource): Promise<void> {
  const until = performance.now() + patienceMilliseconds;
  for (;;) {
    try {
      await database.initialize();
      return;
    } catch (error) {
      if (!isDatabaseBusy(error) || performance.now() > until) throw error;
      await pause(200);
    }
  }
}

/** One DataSource for one app. Not TypeOrmModule: its registry of names is per process, and standalone runs five apps in one. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.database.isInitialized) await this.database.destroy();
  }

  static with(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [{ provide: DataSource, useFactory: () => openDatabase(options) }, Transactions],
      exports: [DataSource, Transactions],
    };
  }
}
