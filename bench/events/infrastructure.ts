import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaTransport } from '#common/messaging/kafka-transport.js';
import { grantInbox, PostgresTransport } from '#common/messaging/postgres-transport.js';
import type { EventTransport } from '#common/messaging/transport.js';
import { SystemClock } from '#common/runtime/clock.js';
import { freePair } from '#common/runtime/postgres-port.js';
import { provision, withAdmin } from '#common/runtime/postgres-provision.js';
import { launchPostgres } from '#common/runtime/postgres.js';
import { createService, type RunningService } from '#common/runtime/service.js';
import { migrations, SinkFeatures, SourceFeatures } from './bench-services.js';

const services = ['bench-source', 'bench-sink'] as const;

export interface Infrastructure {
  source: RunningService;
  sink: RunningService;
  close(): Promise<void>;
}

/** A PostgreSQL of its own with the settings of production, a broker if asked for, and two services on them. */
export async function startInfrastructure(overKafka: boolean): Promise<Infrastructure> {
  const folder = mkdtempSync(join(tmpdir(), 'callout-bench-'));
  chmodSync(folder, 0o755);
  const server = await launchPostgres({ folder: join(folder, 'postgres') });
  const broker = overKafka ? await startBroker(join(folder, 'kafka')) : undefined;
  const urls = await provision({
    adminUrl: server.url(),
    database: 'bench',
    services,
    passwords: Object.fromEntries(services.map((service) => [service, 'bench'])),
  });
  const transport = broker ? new KafkaTransport(broker.brokers) : new PostgresTransport();
  const source = await start('bench-source', SourceFeatures, urls, transport);
  const sink = await start('bench-sink', SinkFeatures, urls, transport);
  await withAdmin(server.url('bench'), (admin) => admin.query(grantInbox('bench-sink', ['bench-source'])));
  await source.open();
  await sink.open();
  return {
    source,
    sink,
    async close() {
      await source.close();
      await sink.close();
      await broker?.kill();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startBroker(folder: string) {
  const { startKafka } = (await import(new URL('../../../deploy/kafka/broker.js', import.meta.url).href)) as {
    startKafka: (options: object) => Promise<{ brokers: string[]; kill(): Promise<void> }>;
  };
  return startKafka({ folder, port: await freePair(), endsWithParent: true });
}

function start(
  service: string,
  features: typeof SourceFeatures,
  urls: Record<string, string>,
  transport: EventTransport,
): Promise<RunningService> {
  return createService({
    service,
    clock: new SystemClock(),
    transport,
    database: { url: urls[service] ?? '', entities: [], migrations },
    features,
    serviceSecret: 'a secret of the bench, nothing else',
  });
}
