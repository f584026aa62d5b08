import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FirstUser } from '../settings.js';
import { Upstreams } from '../forwarding/upstreams.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import { GatewaySettings, serviceNames } from '../settings.js';

/** What the sign-in page tells somebody who opens the address: whether every service works, whether the company's own sign-in is offered, and in a demo the accounts. */
interface Facts {
  services: { name: string; instances: number; ready: number }[];
  singleSignOn: boolean;
  accounts: Pick<FirstUser, 'name' | 'password' | 'roles'>[];
}

/** `/app/start.json` for the sign-in page, which knows nobody yet. */
@Injectable()
export class StartFacts implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly upstreams: Upstreams,
    private readonly settings: GatewaySettings,
  ) {}

  onModuleInit(): void {
    addPlainRoutes(this.host, (scope) => {
      scope.get('/app/start.json', async (_request, reply) =>
        reply.header('cache-control', 'no-store').send(await this.facts()),
      );
    });
  }

  private async facts(): Promise<Facts> {
    const services = await Promise.all(
      serviceNames.map(async (name) => {
        const instances = await this.upstreams.of(name).ready();
        return { name, instances: instances.length, ready: instances.filter(({ ready }) => ready).length };
      }),
    );
    const { demo, firstUsers, singleSignOn } = this.settings;
    return {
      services: [{ name: 'gateway', instances: 1, ready: 1 }, ...services],
      singleSignOn: singleSignOn !== undefined,
      accounts: demo ? firstUsers.map(({ name, password, roles }) => ({ name, password, roles })) : [],
    };
  }
}
