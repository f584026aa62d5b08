import { setTimeout as pause } from 'node:timers/promises';
import { analyzeFilled } from '#common/database/analyze-filled.js';
import { KafkaTransport } from '#common/messaging/kafka-transport.js';
import { SystemClock } from '#common/runtime/clock.js';
import { withAdmin } from '#common/runtime/postgres-provision.js';
import { serviceNames } from '#common/runtime/service-names.js';
import type { Closer } from '../closers.js';
import type { DemoPlan } from '../demo/demo-plan.js';
import { type PreparedDemo, prepareDemo } from '../demo/prepare-demo.js';
import { reportOpening } from '../demo/report-opening.js';
import { EventPathLookout } from '../event-path.js';
import { createUnheard } from '../services.js';

/** Where the services of a distributed Callout will run. */
export interface DistributedPlace {
  home: string;
  adminUrl: string;
  databaseUrls: Readonly<Record<string, string>>;
  brokers: readonly string[];
  serviceSecret: string;
}

export interface DistributedDemo {
  prepared: PreparedDemo;
  /** Reports the faults with which it begins; call it when the services run. */
  open(): Promise<void>;
}

const patienceMilliseconds = 60_000;
/** What has left an outbox is in no inbox for some milliseconds: so long nothing must be waiting anywhere. */
const stillMilliseconds = 1_000;

/**
 * Makes sure that the databases hold the demo of the plan, by the same code as `npm start`: with the services created in this process, their event paths closed. What
 * they tell each other waits in the outboxes and goes to the broker as soon as the services run as processes of their own.
 */
export async function prepareDistributedDemo(
  plan: DemoPlan,
  place: DistributedPlace,
  closers: Closer[],
  tell: (line: string) => void,
): Promise<DistributedDemo> {
  const { home, adminUrl, databaseUrls, brokers, serviceSecret } = place;
  const clock = new SystemClock();
  const transport = new KafkaTransport([...brokers]);
  const services = await createUnheard({ clock, transport, serviceSecret, databaseUrls });
  const closing = new Map(services.map((service) => [service, once(() => service.close())]));
  closers.push(async () => void (await Promise.all([...closing.values()].map((close) => close()))));
  const prepared = await prepareDemo(plan, services, home, clock.now(), tell);
  if (prepared.filled.length > 0) await withAdmin(adminUrl, analyzeFilled);
  const desk = services.find(({ service }) => service === 'desk');
  for (const service of services) if (service !== desk) await closing.get(service)?.();
  return {
    prepared,
    async open() {
      if (desk && prepared.opening.length > 0) {
        await untilStill(adminUrl, clock, tell);
        await reportOpening(desk, prepared.opening);
      }
      if (desk) await closing.get(desk)?.();
    },
  };
}

/** The services get to know the demo before faults are reported; but one that cannot is no reason to wait for ever. */
async function untilStill(adminUrl: string, clock: SystemClock, tell: (line: string) => void): Promise<void> {
  tell('the services tell each other about the demo');
  const lookout = new EventPathLookout(adminUrl, serviceNames, clock);
  const until = performance.now() + patienceMilliseconds;
  try {
    for (let since = performance.now(); performance.now() - since < stillMilliseconds; await pause(50)) {
      if (!(await lookout.state()).quiet) since = performance.now();
      if (performance.now() > until) return tell('some of them are not done yet and go on in the background');
    }
  } finally {
    await lookout.close();
  }
}

function once(close: Closer): Closer {
  let done: Promise<void> | undefined;
  return () => (done ??= close());
}
