import type { AppDefinition } from '#common/runtime/app.js';
import { DeskModule } from './desk.module.js';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';
import { defaultSettings, type DeskSettings } from './settings.js';

/** From the first report to the satisfied customer. */
export const deskApp = (settings: DeskSettings = defaultSettings) =>
  ({ service: 'desk', features: DeskModule.with(settings), entities, migrations }) satisfies AppDefinition;
