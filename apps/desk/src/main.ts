import { loadConfig } from '#common/runtime/config.js';
import { runAlone } from '#common/runtime/run-alone.js';
import { deskApp } from './app.module.js';
import { DeskConfig } from './config.js';
import { callsFrom, CallsConfig } from './calls/calls-config.js';
import { MailConfig, settingsFrom } from './mail-config.js';
import { RetentionConfig, retentionFrom } from './retention/retention-config.js';

void runAlone(DeskConfig, process.env, () =>
  deskApp({
    ...settingsFrom(loadConfig(MailConfig, process.env)),
    ...retentionFrom(loadConfig(RetentionConfig, process.env)),
    ...callsFrom(loadConfig(CallsConfig, process.env)),
  }),
);
