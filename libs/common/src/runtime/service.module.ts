import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DatabaseModule, type DatabaseOptions } from '../database/database.module.js';
import { EtagInterceptor } from '../http/etag.interceptor.js';
import { IdempotencyInterceptor } from '../http/idempotency.interceptor.js';
import { PolicyGuard } from '../http/policy.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { UnreadInputGuard } from '../http/unread-input.js';
import { validationPipe } from '../http/validation.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import type { Retention } from '../messaging/retention.js';
import type { EventTransport } from '../messaging/transport.js';
import { Clock } from './clock.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';

/** The time of this process, for every module of one app. */
@Module({})
class RuntimeModule {
  static with(clock: Clock): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      providers: [{ provide: Clock, useValue: clock }, Metrics],
      exports: [Clock, Metrics],
    };
  }
}

export interface ServiceParts {
  /** `desk`, `dispatch`, ...: also the name of its schema. */
  service: string;
  clock: Clock;
  transport: EventTransport;
  database: Omit<DatabaseOptions, 'schema'>;
  /** Where it differs from the usual one. */
  retentionDays?: Partial<Retention>;
  /** The features: one module that lists controllers, listeners and services. */
  features: Type | DynamicModule;
}

/** What every service is made of, around its features. */
@Module({})
export class ServiceModule {
  static with({ service, clock, transport, database, retentionDays = {}, features }: ServiceParts): DynamicModule {
    return {
      module: ServiceModule,
      imports: [
        RuntimeModule.with(clock),
        DatabaseModule.with({ ...database, schema: service }),
        MessagingModule.with({ service, schema: service, transport, retentionDays }),
        features,
      ],
      controllers: [HealthController],
      providers: [
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: PolicyGuard },
        { provide: APP_GUARD, useClass: UnreadInputGuard }, // the second one: strangers learn nothing
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor }, // the outer one: a stored answer gets its ETag too
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
    };
  }
}
