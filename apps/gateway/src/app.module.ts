import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { AppDefinition } from '#common/runtime/app.js';
import { ApiKey } from './api-keys/api-key.entity.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { Gate } from './auth/gate.js';
import { GatewayModule } from './gateway.module.js';
import { migrations } from './migrations/index.js';
import { SavedView } from './saved-views/saved-view.entity.js';
import { Session } from './sessions/session.entity.js';
import type { GatewaySettings } from './settings.js';
import { User } from './users/user.entity.js';

/** The gateway with these settings; it finds out itself who is calling. */
export const gatewayApp = (settings: GatewaySettings) =>
  ({
    service: 'gateway',
    features: GatewayModule.with(settings),
    entities: [User, Session, ApiKey, AuditEntry, SavedView],
    migrations,
    authenticate: (request: FastifyRequest, app: NestFastifyApplication) => app.get(Gate).admit(request),
  }) satisfies AppDefinition & { authenticate: unknown };
