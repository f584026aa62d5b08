import { HttpAdapterHost } from '@nestjs/core';
import { TestService } from '#common/testing/service.js';
import { deskApp } from '../../apps/desk/src/app.module.js';
import { headOf, json, sendRaw } from './raw-request.js';
import type { Server } from 'node:http';

const head = (...lines: string[]) => headOf('/api/v1/customers', ...lines);

describe('a request that cannot be read', () => {
  let service: TestService;
  let port: number;
  beforeAll(async () => {
    service = await TestService.start(deskApp());
    port = Number(new URL(service.url).port);
    const server = service.get(HttpAdapterHost).httpAdapter.getHttpServer() as Server;
    server.requestTimeout = 500; // half a minute in earnest
    server.headersTimeout = 500;
  }, 60_000);
  afterAll(() => service?.close());

  const told = (...parts: (string | Buffer)[]) => sendRaw(port, parts);

  it.each([
    ['whose body never ends', [head(json, 'content-length: 100'), '{"name":', ' "'], 408, 'request-timeout'],
    ['whose head never ends', ['POST /api/v1/customers HTTP/1.1\r\n', 'host: x\r\n', 'a: b'], 408, 'request-timeout'],
    ['with a head of 100 kB', [head(`x-much: ${'y'.repeat(100_000)}`)], 431, 'header-too-large'],
    ['that is no HTTP', ['what is this?\r\n\r\n'], 400, 'invalid-input'],
    ['of 10 MB', [head(json, 'content-length: 10000000'), Buffer.alloc(100_000, 'x')], 413, 'body-too-large'],
  ])('%s is refused with a problem document', async (_, parts, status, slug) => {
    const answer = await told(...parts);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(answer).toContain(`"type":"/problems/${slug}"`);
  });

  it('changes nothing, and others are served meanwhile', async () => {
    const slow = told(head(json, 'content-length: 100'), '{');
    expect((await fetch(`${service.url}/livez`)).status).toBe(200);
    await slow;
    expect(await service.database.query('SELECT 1 FROM desk.customer')).toEqual([]);
  });
});
