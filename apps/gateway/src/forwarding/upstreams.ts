import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Dispatcher } from 'undici';
import { Problem } from '#common/http/problems.js';
import { currentContext } from '#common/runtime/context.js';
import { logger } from '#common/runtime/logger.js';
import { GatewaySettings, type ServiceName } from '../settings.js';
import { type Forwarded, NoInstance, Upstream } from './upstream.js';

/** One upstream per service. */
@Injectable()
export class Upstreams implements OnApplicationShutdown {
  private readonly byService: Record<ServiceName, Upstream>;

  constructor({ serviceUrls }: GatewaySettings) {
    this.byService = {
      desk: new Upstream('desk', serviceUrls.desk),
      dispatch: new Upstream('dispatch', serviceUrls.dispatch),
      inventory: new Upstream('inventory', serviceUrls.inventory),
      quality: new Upstream('quality', serviceUrls.quality),
    };
  }

  of(service: ServiceName): Upstream {
    return this.byService[service];
  }

  /** What the service answers, whatever that is; 503 when none of its instances does. */
  async ask(service: ServiceName, forwarded: Forwarded): Promise<Dispatcher.ResponseData> {
    try {
      return await this.of(service).send(forwarded);
    } catch (error) {
      if (!(error instanceof NoInstance)) throw error;
      logger.warn({ service, reason: error.message }, 'a service does not answer');
      throw new Problem('service-unavailable', `the ${service} service does not answer: try again in a moment`, {
        retryAfterSeconds: 2,
      });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.byService).map((upstream) => upstream.close()));
  }
}

/** So that what the services do for a request is found under the same numbers. */
export function traceHeaders(): Record<string, string> {
  const context = currentContext();
  return {
    ...(context && { 'x-correlation-id': context.correlationId }),
    ...(context?.traceparent && { traceparent: context.traceparent }),
  };
}
