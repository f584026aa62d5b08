import { type DynamicModule, Module } from '@nestjs/common';
import { DeadLettersService } from './dead-letters.service.js';
import { EventPathController } from './event-path.controller.js';
import { EventPath } from './event-path.js';
import { InboxServer } from './inbox-server.js';
import { Messaging } from './messaging.js';
import { MessagingMetrics } from './messaging-metrics.js';
import { MessagingOptions } from './messaging-options.js';
import { Outbox } from './outbox.js';
import { InboxSignal, OutboxSignal, TimerSignal } from './signals.js';
import { Timers } from './timers.js';

/** A second one goes on while the first waits for its listener; more of them only make the batches smaller (bench/README.md). */
const usualWorkers = 2;

/** The event path of one app, for all its features. */
@Module({})
export class MessagingModule {
  static with(options: Omit<MessagingOptions, 'workers'> & { workers?: number }): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      controllers: [EventPathController],
      providers: [
        { provide: MessagingOptions, useValue: { workers: usualWorkers, ...options } },
        OutboxSignal,
        InboxSignal,
        TimerSignal,
        Outbox,
        Timers,
        InboxServer,
        MessagingMetrics,
        Messaging,
        EventPath,
        DeadLettersService,
      ],
      exports: [
        MessagingOptions,
        Outbox,
        Timers,
        Messaging,
        EventPath,
        InboxServer,
        OutboxSignal,
        InboxSignal,
        TimerSignal,
      ],
    };
  }
}
