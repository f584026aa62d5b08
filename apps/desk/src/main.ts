import { runAlone } from '#common/runtime/run-alone.js';
import { deskApp } from './app.module.js';
import { DeskConfig } from './config.js';

void runAlone(DeskConfig, process.env, () => deskApp);
