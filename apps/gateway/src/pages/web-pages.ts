import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { notFound, Problem } from '#common/http/problems.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import { GatewaySettings } from '../settings.js';
import { projectFile } from './project-file.js';

/** Files of our own and nothing else: no inline script or style, no other host but that of map tiles where one is configured, no frame around it. */
const policyWith = (images: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:${images}; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The names of the files under assets/ change with what is in them. */
const assetsMaxAge = '365d';

/** Files whose names do not change: browsers ask for them again each time. */
const fixedFiles: Readonly<Record<string, string>> = {
  'sw.js': 'text/javascript; charset=utf-8',
  'manifest.webmanifest': 'application/manifest+json',
  'icon-192.png': 'image/png',
  'icon-512.png': 'image/png',
};
/** What the service worker itself may do: fetch our own files. It may look after the sign-in page too, which lies above it. */
const workerPolicy = `default-src 'none'; connect-src 'self'`;

/** Where the one page is: the sign-in, the app, and what customers open: `/l` their link, `/q/` the code of an asset. */
const addresses = ['/', '/app', '/app/*', '/l', '/q/*'];

/** The web app: its one page at these addresses, and its files. All other paths belong to the API. */
@Injectable()
export class WebPages implements OnModuleInit {
  private readonly folder = projectFile('dist/web');
  private readonly policy: string;

  constructor(
    private readonly host: HttpAdapterHost,
    { mapTiles }: GatewaySettings,
  ) {
    this.policy = policyWith(mapTiles ? ` ${new URL(mapTiles.url).origin}` : '');
  }

  onModuleInit(): void {
    addPlainRoutes(this.host, (scope) => this.addRoutes(scope));
  }

  private async addRoutes(fastify: FastifyInstance): Promise<void> {
    if (existsSync(`${this.folder}/assets`)) {
      await fastify.register(fastifyStatic, {
        root: `${this.folder}/assets`,
        prefix: '/app/assets/',
        decorateReply: false,
        immutable: true,
        maxAge: assetsMaxAge,
        preCompressed: true,
      });
    } else {
      fastify.get('/app/assets/*', (request) => {
        throw notFound('file', request.url);
      });
    }
    for (const [name, type] of Object.entries(fixedFiles))
      fastify.get(`/app/${name}`, (_request, reply) => this.showFile(name, type, reply));
    for (const path of addresses) fastify.get(path, (_request, reply) => this.show(reply));
  }

  private async showFile(name: string, type: string, reply: FastifyReply): Promise<FastifyReply> {
    const content = await readFile(`${this.folder}/${name}`).catch(() => {
      throw notFound('file', name);
    });
    return reply
      .header('content-security-policy', workerPolicy)
      .header('service-worker-allowed', '/')
      .header('cache-control', 'no-cache')
      .type(type)
      .send(content);
  }

  private async show(reply: FastifyReply): Promise<FastifyReply> {
    const page = await readFile(`${this.folder}/index.html`).catch(() => {
      throw new Problem('not-found', 'this build has no web app: run `npm run build`');
    });
    return reply
      .header('content-security-policy', this.policy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page);
  }
}
