import { runAlone } from '#common/runtime/run-alone.js';
import { gatewayApp } from './app.module.js';
import { GatewayConfig, settingsFrom } from './config.js';

await runAlone(GatewayConfig, process.env, (config) => gatewayApp(settingsFrom(config)));
