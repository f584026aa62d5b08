import { runAlone } from '#common/runtime/run-alone.js';
import { inventoryApp } from './app.module.js';
import { InventoryConfig, settingsFrom } from './config.js';

void runAlone(InventoryConfig, process.env, (config) => inventoryApp(settingsFrom(config)));
