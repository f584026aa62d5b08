import { runAlone } from '#common/runtime/run-alone.js';
import { qualityApp } from './app.module.js';
import { QualityConfig } from './config.js';

void runAlone(QualityConfig, process.env, () => qualityApp);
