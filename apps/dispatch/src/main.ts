import { runAlone } from '#common/runtime/run-alone.js';
import { dispatchApp } from './app.module.js';
import { DispatchConfig, settingsFrom } from './config.js';

void runAlone(DispatchConfig, process.env, (config) => dispatchApp(settingsFrom(config)));
