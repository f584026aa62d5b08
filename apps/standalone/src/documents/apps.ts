import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import type { AppDefinition } from '#common/runtime/app.js';
import { SystemClock } from '#common/runtime/clock.js';
import { ServiceModule } from '#common/runtime/service.module.js';
import { deskApp } from '../../../desk/src/app.module.js';
import { dispatchApp } from '../../../dispatch/src/app.module.js';
import { gatewayApp } from '../../../gateway/src/app.module.js';
import type { GatewaySettings } from '../../../gateway/src/settings.js';
import { inventoryApp } from '../../../inventory/src/app.module.js';
import { qualityApp } from '../../../quality/src/app.module.js';

/** Every service of Callout. */
export const allApps = (): AppDefinition[] => [
  gatewayApp({} as GatewaySettings),
  deskApp(),
  dispatchApp(),
  inventoryApp(),
  qualityApp,
];

/** The app's modules, only to be looked at: nothing of it is made or started. */
export async function previewOf(app: AppDefinition): Promise<INestApplication> {
  const { entities, migrations } = app;
  const parts = {
    clock: new SystemClock(),
    transport: new PostgresTransport(),
    database: { url: '', entities, migrations },
  };
  const preview = { preview: true, abortOnError: false, logger: false } as const;
  return NestFactory.create(ServiceModule.with({ ...app, ...parts }), new FastifyAdapter(), preview);
}
