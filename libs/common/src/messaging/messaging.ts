import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import { Clock } from '../runtime/clock.js';
import { withClient } from '../database/client.js';
import { takeInQueued } from './arrivals.js';
import { InboxServer } from './inbox-server.js';
import { InboxWorker } from './inbox-worker.js';
import { laneCount } from './locks.js';
import { Loop, type Pause } from './loop.js';
import { MessagingMetrics } from './messaging-metrics.js';
import { MessagingOptions } from './messaging-options.js';
import { ParkedWorker } from './parked-worker.js';
import { Relay } from './relay.js';
import { Pruner, usualRetention } from './retention.js';
import { InboxSignal, OutboxSignal, TimerSignal } from './signals.js';
import { TimerWorker } from './timer-worker.js';
import type { Subscriber } from './transport.js';

const lookMilliseconds = 500;
const drainMilliseconds = 5_000;

/** The event path of one service: its relay, its workers, its timers and its side of the transport. */
@Injectable()
export class Messaging implements OnApplicationBootstrap {
  private readonly relay: Relay;
  private readonly workers: readonly InboxWorker[];
  private readonly parked: ParkedWorker;
  private readonly timers: TimerWorker;
  private readonly lookout: Loop;
  private readonly pruner: Pruner;
  private subscriber: Subscriber | undefined;
  private stopListening: (() => void)[] = [];

  constructor(
    private readonly options: MessagingOptions,
    @Inject(DataSource) private readonly database: DataSource,
    transactions: Transactions,
    clock: Clock,
    private readonly server: InboxServer,
    private readonly outboxSignal: OutboxSignal,
    private readonly inboxSignal: InboxSignal,
    private readonly timerSignal: TimerSignal,
    metrics: MessagingMetrics,
  ) {
    const { service, transport, workers } = options;
    this.relay = new Relay(service, database, transport);
    const names = Array.from({ length: workers }, (_, index) => `inbox worker ${index + 1} of ${service}`);
    this.workers = names.map((name) => new InboxWorker(name, transactions, server, metrics, () => this.parked.ring()));
    this.parked = new ParkedWorker(service, transactions, server, inboxSignal, metrics);
    this.timers = new TimerWorker(service, database, clock, server.routes, inboxSignal);
    this.pruner = new Pruner(service, database, { ...usualRetention, ...options.retentionDays });
    this.lookout = new Loop(`lookout of ${service}`, () => this.look());
  }

  /** Makes the listeners known to the other services of the process before any of them opens. */
  onApplicationBootstrap(): void {
    const { service, schema, transport } = this.options;
    this.subscriber = {
      service,
      schema,
      routes: this.server.routes,
      events: this.server.events,
      connect: (work) => withClient(this.database, work),
      ring: (lanes) => this.inboxSignal.ring(lanes),
    };
    transport.register(this.subscriber);
  }

  /** Starts to carry, deliver and handle. Call it when every service of this process is initialised. */
  async open(): Promise<void> {
    this.stopListening = [
      this.outboxSignal.listen(() => this.relay.ring()),
      this.inboxSignal.listen((lanes) => this.ringWorkers(lanes)),
      this.timerSignal.listen((dueAt) => this.timers.set(dueAt)),
    ];
    for (const part of this.loops()) part.start();
    await this.options.transport.start(this.options.service);
  }

  /** Whether a worker of this process has something to do, as far as it knows: a hint that saves asking the database. */
  get busy(): boolean {
    return this.workers.some((worker) => worker.busy);
  }

  /** Stops taking in new work and waits for what is under way, at most 5 s. */
  async close(): Promise<void> {
    for (const stop of this.stopListening) stop();
    const ended = Promise.all([
      this.options.transport.stop(this.options.service),
      ...this.loops().map((part) => part.stop()),
    ]);
    let timeout: NodeJS.Timeout | undefined;
    await Promise.race([ended, new Promise((resolve) => (timeout = setTimeout(resolve, drainMilliseconds)))]);
    clearTimeout(timeout);
  }

  private loops() {
    return [this.relay, ...this.workers, this.parked, this.timers, this.lookout, this.pruner];
  }

  private ringWorkers(lanes: readonly number[]): void {
    for (const lane of lanes) this.workers[lane % this.workers.length]?.ring(lane);
  }

  /** The safety net: finds what no bell of this process has told, such as the work that a dead instance left. */
  private async look(): Promise<Pause> {
    const { rows } = await withClient(this.database, (client) =>
      client.query<{ outbox: boolean; lanes: number[]; parked: boolean; queued: boolean }>({
        name: 'look',
        text: look,
      }),
    );
    const found = rows[0];
    if (found?.outbox) this.relay.ring();
    if (found?.parked) this.parked.ring();
    this.ringWorkers(found?.lanes ?? []);
    const { subscriber } = this;
    if (found?.queued && subscriber)
      this.ringWorkers(await subscriber.connect((client) => takeInQueued(client, subscriber)));
    return lookMilliseconds;
  }
}

const look = `
  SELECT EXISTS (SELECT FROM outbox_waiting) AS outbox,
    EXISTS (SELECT FROM inbox_blocked WHERE NOT dead AND next_at <= clock_timestamp() + interval '${lookMilliseconds} milliseconds') AS parked,
    EXISTS (SELECT FROM dead_letter WHERE state = 'queued') AS queued,
    ARRAY(SELECT lane FROM generate_series(0, ${laneCount - 1}) AS every (lane)
          WHERE EXISTS (SELECT FROM inbox WHERE inbox.lane = every.lane::smallint AND NOT waiting)) AS lanes`;
