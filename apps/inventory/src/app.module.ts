import type { AppDefinition } from '#common/runtime/app.js';
import { InventoryModule } from './inventory.module.js';
import { StockLocation } from './locations/stock-location.entity.js';
import { migrations } from './migrations/index.js';
import { Part } from './parts/part.entity.js';
import { ReplenishmentOrder } from './replenishment/replenishment-order.entity.js';
import { type InventorySettings, defaultSettings } from './settings.js';

/** Inventory with these settings. */
export const inventoryApp = (settings: InventorySettings = defaultSettings) =>
  ({
    service: 'inventory',
    features: InventoryModule.with(settings),
    entities: [Part, StockLocation, ReplenishmentOrder],
    migrations,
  }) satisfies AppDefinition;
