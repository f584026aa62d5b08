import { loadConfig } from '#common/runtime/config.js';
import { runAlone } from '#common/runtime/run-alone.js';
import { gatewayApp } from './app.module.js';
import { GatewayConfig, settingsOf } from './config.js';
import { certificateFrom, TlsConfig } from './tls-config.js';

void runAlone(GatewayConfig, process.env, (config) => {
  const certificate = certificateFrom(loadConfig(TlsConfig, process.env));
  return { ...gatewayApp(settingsOf(config)), ...(certificate && { certificate }) };
});
