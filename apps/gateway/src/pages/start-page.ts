import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from '../core/language.js';
import { Upstreams } from '../forwarding/upstreams.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import { GatewaySettings, serviceNames } from '../settings.js';
import { startHtml } from './start-html.js';

/** What somebody sees who opens the address in a browser: what this is, whether it works, and where to go. */
@Injectable()
export class StartPage implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly upstreams: Upstreams,
    private readonly settings: GatewaySettings,
  ) {}

  onModuleInit(): void {
    addPlainRoutes(this.host, (scope) => {
      scope.get('/', (request, reply) => this.show(request, reply));
    });
  }

  private async show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const services = await Promise.all(
      serviceNames.map(async (name) => ({ name, instances: await this.upstreams.of(name).ready() })),
    );
    const nonce = randomBytes(16).toString('base64');
    const { demo, firstUsers } = this.settings;
    const html = startHtml({
      language: preferredLanguage(request.headers['accept-language']),
      services: [{ name: 'gateway', instances: [{ ready: true }] }, ...services],
      accounts: demo ? firstUsers : [],
      nonce,
    });
    return reply
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
      )
      .header('cache-control', 'no-store')
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(html);
  }
}
