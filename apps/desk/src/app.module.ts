import type { AppDefinition } from '#common/runtime/app.js';
import { DeskModule } from './desk.module.js';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';

/** From the first report to the satisfied customer. */
export const deskApp: AppDefinition = { service: 'desk', features: DeskModule, entities, migrations };
