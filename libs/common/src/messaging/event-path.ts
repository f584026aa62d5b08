import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { withClient } from '../database/client.js';
import { Clock } from '../runtime/clock.js';
import { Metrics } from '../runtime/metrics.js';
import { type EventPathStatus, readStatus } from './event-path-status.js';

const counted = [
  'outboxWaiting',
  'inboxPending',
  'inboxWaiting',
  'blocked',
  'retrying',
  'deadLetters',
  'timersDue',
] as const;

/** Where something can wait: the label of an age. */
const aged = {
  outbox: 'oldestUnsentSeconds',
  inbox: 'oldestPendingSeconds',
  parked: 'oldestParkedSeconds',
  'dead-letters': 'oldestDeadLetterSeconds',
} as const satisfies Record<string, keyof EventPathStatus>;

/** Tells what is on its way in this service's event path. */
@Injectable()
export class EventPath {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    private readonly clock: Clock,
    { registry }: Metrics,
  ) {
    const status = () => this.status();
    const registers = [registry];
    new Gauge({
      name: 'callout_event_path',
      help: 'What is on its way in the event path, up to 1,000 of each',
      labelNames: ['what'],
      registers,
      async collect() {
        const found = await status().catch(() => undefined);
        for (const what of counted) this.set({ what }, found?.[what] ?? Number.NaN);
      },
    });
    new Gauge({
      name: 'callout_event_path_lag_seconds',
      help: 'Age of the oldest that waits: to be sent, to be handled, to be tried again, or for an operator',
      labelNames: ['where'],
      registers,
      async collect() {
        const found = await status().catch(() => undefined);
        for (const [where, seconds] of Object.entries(aged)) this.set({ where }, found?.[seconds] ?? Number.NaN);
      },
    });
  }

  status(): Promise<EventPathStatus> {
    return withClient(this.database, (client) => readStatus(client, this.clock.now()));
  }
}
