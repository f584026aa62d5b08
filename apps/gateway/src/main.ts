import { runAlone } from '#common/runtime/run-alone.js';
import { gatewayApp } from './app.module.js';
import { GatewayConfig, settingsOf } from './config.js';

void runAlone(GatewayConfig, process.env, (config) => gatewayApp(settingsOf(config)));
