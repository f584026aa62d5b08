import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { OpenToAll } from '../http/policy.js';
import { Problem } from '../http/problems.js';
import { Metrics } from './metrics.js';

/** What load balancers and Prometheus ask. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    private readonly metrics: Metrics,
  ) {}

  /** The process answers. */
  @Get('livez')
  @OpenToAll('asked by load balancers')
  live() {
    return { status: 'live' };
  }

  /** The process can do its work: its database answers within a second. */
  @Get('readyz')
  @OpenToAll('asked by load balancers')
  async ready() {
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1_000).unref());
    try {
      await Promise.race([this.database.query('SELECT 1'), late]);
    } catch {
      throw new Problem('service-unavailable', 'the database does not answer', { retryAfterSeconds: 2 });
    }
    return { status: 'ready' };
  }

  @Get('metrics')
  @OpenToAll(
    'asked by Prometheus inside the network; the gateway, which is reached from outside, keeps its own to this machine and to admins',
  )
  @Header('content-type', 'text/plain; version=0.0.4')
  text() {
    return this.metrics.registry.metrics();
  }
}
