import type { Type } from '@nestjs/common';
import request, { type Test } from 'supertest';
import type { Actor } from '../auth/actor.js';
import { signActor } from '../auth/service-token.js';
import { uuidv7 } from '../database/uuid.js';
import type { EventClass } from '../events/index.js';
import { PostgresTransport } from '../messaging/postgres-transport.js';
import type { AppDefinition } from '../runtime/app.js';
import { SteppedClock } from '../runtime/clock.js';
import { createService, type RunningService, type ServiceOptions } from '../runtime/service.js';
import { TestDatabase } from './database.js';
import { type Delivery, deliver, ring } from './deliver.js';
import { settle } from './settle.js';

const serviceSecret = 'a secret that only tests know';

/** What an app may bring beside its definition; the gateway finds out itself who is calling. */
export type TestedApp = AppDefinition & Pick<Partial<ServiceOptions>, 'authenticate'>;

export interface TestOptions {
  /** Where the business clock stands at first. */
  now?: string;
}

/** One service that runs alone on a database of its own: what the others would tell it is delivered by the test. */
export class TestService {
  private constructor(
    readonly app: TestedApp,
    readonly database: TestDatabase,
    readonly clock: SteppedClock,
    readonly running: RunningService,
    readonly url: string,
  ) {}

  /** Starts the app with its event path open. Remember to `close()` it. */
  static async start(app: TestedApp, { now = '2026-03-02T01:00:00Z' }: TestOptions = {}): Promise<TestService> {
    const database = await TestDatabase.create([app]);
    const clock = new SteppedClock(new Date(now));
    const running = await createService({
      ...app,
      clock,
      serviceSecret,
      transport: new PostgresTransport(),
      database: { url: database.url(app.service), entities: app.entities, migrations: app.migrations, poolSize: 8 },
    });
    const url = await running.listen(0);
    await running.open();
    return new TestService(app, database, clock, running, url);
  }

  /** The instance that Nest has made of this class. */
  get<T>(type: Type<T>): T {
    return this.running.app.get(type, { strict: false });
  }

  /** A supertest agent that speaks for this actor for one minute. Each POST gets an Idempotency-Key unless the test sets one. */
  async as(actor: Actor) {
    const token = await signActor(actor, serviceSecret);
    return request
      .agent(this.url)
      .set('authorization', `Bearer ${token}`)
      .use((outgoing: Test) => {
        if (outgoing.method === 'POST') outgoing.set('idempotency-key', uuidv7());
      });
  }

  /** Puts an event into the inbox of every listener of this service, as a transport would, and waits until it is handled. */
  async hears<T extends object>(event: EventClass<T>, data: T, delivery: Partial<Delivery> = {}): Promise<void> {
    await deliver(this.running, event, data, { occurredAt: this.clock.now(), ...delivery });
    await this.settle();
  }

  /** Lets an alarm ring with this time of its own while the clock stays where it is, and waits until it is handled. */
  async rings(kind: string, key: string, dueAt: Date, data: object = {}): Promise<void> {
    await ring(this.running, kind, key, dueAt, data);
    await this.settle();
  }

  /** The data of every event of this type that the service has published, oldest first. */
  async published<T extends object>(event: EventClass<T>): Promise<T[]> {
    const rows = await this.database.query<{ data: T }>(
      `SELECT data FROM "${this.app.service}".outbox WHERE type = $1 ORDER BY seq`,
      [event.type],
    );
    return rows.map(({ data }) => data);
  }

  /** Moves the business clock and waits until everything that fell due is done. */
  async moveTo(time: Date | string): Promise<void> {
    this.clock.moveTo(new Date(time));
    await this.settle();
  }

  /** Waits until nothing is on its way in the event path. A dead letter fails the test with its reason unless it is expected. */
  async settle(options: { deadLettersExpected?: boolean } = {}): Promise<void> {
    await settle(this.database, [this.app.service], this.clock, options);
  }

  async close(): Promise<void> {
    await this.running.close();
    await this.database.drop();
  }
}
