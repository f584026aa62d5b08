import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { logger } from '../runtime/logger.js';
import { Metrics } from '../runtime/metrics.js';
import { reasonOf } from './failure.js';
import type { InboxRow } from './inbox-row.js';
import type { Outcome } from './parking.js';

/** What the event path counts. Lag and age are read from the tables when somebody asks: see EventPath. */
@Injectable()
export class MessagingMetrics {
  private readonly delivered: Counter<'consumer'>;
  private readonly failures: Counter<'consumer' | 'outcome'>;
  private readonly seconds: Histogram;

  constructor({ registry }: Metrics) {
    const registers = [registry];
    this.delivered = new Counter({
      name: 'callout_messages_handled_total',
      help: 'Messages handled',
      labelNames: ['consumer'],
      registers,
    });
    this.failures = new Counter({
      name: 'callout_messages_failed_total',
      help: 'Messages that failed: parked to be tried again, or dead',
      labelNames: ['consumer', 'outcome'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'callout_message_seconds',
      help: 'From the arrival of a message in the inbox to the commit of its handler',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120],
      registers,
    });
  }

  handled(rows: readonly InboxRow[]): void {
    const now = Date.now();
    for (const { consumer, received_at } of rows) {
      this.delivered.inc({ consumer });
      this.seconds.observe((now - received_at.getTime()) / 1000);
    }
  }

  failed({ consumer, type, key, event_id }: InboxRow, outcome: Outcome, error: unknown): void {
    this.failures.inc({ consumer, outcome });
    const line = {
      consumer,
      type,
      key,
      eventId: event_id,
      reason: reasonOf(error),
      ...(outcome === 'dead' && { err: error }),
    };
    if (outcome === 'dead') logger.error(line, 'a message is a dead letter: replay or discard it');
    else logger.warn(line, 'a message failed and will be tried again');
  }
}
