import { requireDatabase } from '../database/require-database.js';
import { KafkaTransport } from '../messaging/kafka-transport.js';
import type { AppDefinition } from './app.js';
import { SystemClock } from './clock.js';
import { loadConfig } from './config.js';
import { logger } from './logger.js';
import { runUntilStopped } from './run-until-stopped.js';
import { createService, type RunningService, type ServiceOptions } from './service.js';
import type { ServiceConfig } from './service-config.js';

type StartedApp = AppDefinition & Pick<Partial<ServiceOptions>, 'authenticate' | 'certificate'>;

/** Runs one app as a process of its own, on its own database and Kafka, until it is told to stop: what `main.ts` of every service does. */
export async function runAlone<C extends ServiceConfig>(
  schema: new () => C,
  environment: NodeJS.ProcessEnv,
  appOf: (config: C) => StartedApp,
): Promise<void> {
  const start = async () => {
    const config = loadConfig(schema, environment);
    return startAlone(appOf(config), config);
  };
  await runUntilStopped(start, (line) => logger.info(line));
}

async function startAlone(app: StartedApp, config: ServiceConfig): Promise<RunningService> {
  await requireDatabase(config.DATABASE_URL); // Nest would write the error's whole object first
  const service = await createService({
    ...app,
    clock: new SystemClock(),
    transport: new KafkaTransport(config.KAFKA_BROKERS),
    serviceSecret: config.SERVICE_SECRET,
    retentionDays: { deadLetters: config.RETAIN_DEAD_LETTERS_DAYS },
    database: { url: config.DATABASE_URL, entities: app.entities, migrations: app.migrations },
  });
  await service.open();
  const url = await service.listen(config.PORT, config.HOST);
  logger.info(`${app.service} is ready on ${url}`);
  return service;
}
