import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Problem } from '#common/http/problems.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import { projectFile } from './project-file.js';

const assets = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Callout API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body><div id="api"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`;

/** `X-Callout-Request` shows that the request comes from a page of ours. */
const start = `SwaggerUIBundle({
  url: '/api/v1/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null,
  requestInterceptor: (request) => { request.headers['X-Callout-Request'] = '1'; return request; },
});`;

/** The API's document and a page to read and try it; nothing comes from another host. */
@Injectable()
export class DocumentPages implements OnModuleInit {
  private document: Promise<Buffer> | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    addPlainRoutes(this.host, (scope) => this.addRoutes(scope));
  }

  private async addRoutes(fastify: FastifyInstance): Promise<void> {
    const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
    await fastify.register(fastifyStatic, {
      root,
      prefix: '/docs/assets/',
      decorateReply: false,
      maxAge: '1h',
      allowedPath: (path) => assets.has(path),
    });
    fastify.get('/docs', (_request, reply) =>
      reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page),
    );
    fastify.get('/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
    fastify.get('/api/v1/openapi.json', async (_request, reply) => {
      const document = await this.read();
      return reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .send(document);
    });
  }

  private async read(): Promise<Buffer> {
    this.document ??= readFile(projectFile('docs/openapi.json'));
    try {
      return await this.document;
    } catch {
      this.document = undefined;
      throw new Problem('not-found', 'this build has no docs/openapi.json: run `npm run docs`');
    }
  }
}
