import type { DynamicModule, Type } from '@nestjs/common';
import type { DatabaseOptions } from '../database/database.module.js';

/**
 * What an app is, whatever shape it runs in: `apps/<x>/src/app.module.ts` exports one as `<x>App`; `main.ts` starts it alone, standalone
 * starts all of them in one process, tests start the one they need.
 */
export interface AppDefinition {
  /** `desk`, `dispatch`, ...: its name, its database schema and its part of event types. */
  service: string;
  /** The module with the controllers, listeners and services of all features. */
  features: Type | DynamicModule;
  entities: DatabaseOptions['entities'];
  migrations: DatabaseOptions['migrations'];
}
