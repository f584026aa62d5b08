import { loadConfig } from '#common/runtime/config.js';
import { runAlone } from '#common/runtime/run-alone.js';
import { gatewayApp } from './app.module.js';
import { GatewayConfig, settingsOf } from './config.js';
import { MapTilesConfig, mapTilesFrom } from './pages/map-tiles-config.js';
import { SingleSignOnConfig, singleSignOnFrom } from './single-sign-on/single-sign-on-config.js';
import { certificateFrom, TlsConfig } from './tls-config.js';

void runAlone(GatewayConfig, process.env, (config) => {
  const certificate = certificateFrom(loadConfig(TlsConfig, process.env));
  const singleSignOn = singleSignOnFrom(loadConfig(SingleSignOnConfig, process.env));
  const mapTiles = mapTilesFrom(loadConfig(MapTilesConfig, process.env));
  const app = gatewayApp({
    ...settingsOf(config),
    ...(singleSignOn && { singleSignOn }),
    ...(mapTiles && { mapTiles }),
  });
  return { ...app, ...(certificate && { certificate }) };
});
