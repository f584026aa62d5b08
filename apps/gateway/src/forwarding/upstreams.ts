import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { GatewaySettings, type ServiceName } from '../settings.js';
import { Upstream } from './upstream.js';

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

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.byService).map((upstream) => upstream.close()));
  }
}
