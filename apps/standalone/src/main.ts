import { loadConfig } from '#common/runtime/config.js';
import { runUntilStopped } from '#common/runtime/run-until-stopped.js';
import { certificateFrom, TlsConfig } from '../../gateway/src/tls-config.js';
import { callsFrom, CallsConfig } from '../../desk/src/calls/calls-config.js';
import { MailConfig, settingsFrom } from '../../desk/src/mail-config.js';
import { RetentionConfig, retentionFrom } from '../../desk/src/retention/retention-config.js';
import { MapTilesConfig, mapTilesFrom } from '../../gateway/src/pages/map-tiles-config.js';
import { SingleSignOnConfig, singleSignOnFrom } from '../../gateway/src/single-sign-on/single-sign-on-config.js';
import { StandaloneConfig } from './config.js';
import { readDemoPlan } from './demo/demo-plan.js';
import { startStandalone } from './standalone.js';
import { readySummary } from './summary.js';

const tell = (line: string) => console.log(`[${process.uptime().toFixed(1)} s] ${line}`);

await runUntilStopped(async () => {
  const config = loadConfig(StandaloneConfig, process.env);
  const { PORT, HOST, CALLOUT_HOME, CALLOUT_DEMO, DAY_IMPROVEMENTS, PLAN_WEEKLY } = config;
  const plan = readDemoPlan(CALLOUT_DEMO);
  const desk = {
    ...settingsFrom(loadConfig(MailConfig, process.env)),
    ...retentionFrom(loadConfig(RetentionConfig, process.env)),
    ...callsFrom(loadConfig(CallsConfig, process.env)),
  };
  const singleSignOn = singleSignOnFrom(loadConfig(SingleSignOnConfig, process.env));
  const mapTiles = mapTilesFrom(loadConfig(MapTilesConfig, process.env));
  const certificate = certificateFrom(loadConfig(TlsConfig, process.env));
  const state = {
    home: CALLOUT_HOME,
    host: HOST,
    port: PORT,
    dayImprovements: DAY_IMPROVEMENTS,
    planWeekly: PLAN_WEEKLY,
    retainDeadLettersDays: config.RETAIN_DEAD_LETTERS_DAYS,
    desk,
    ...(certificate && { certificate }),
    ...(singleSignOn && { singleSignOn }),
    ...(mapTiles && { mapTiles }),
  };
  const callout = await startStandalone({ ...state, tell, ...(plan && { demo: plan }) });
  tell(readySummary(callout, HOST));
  return callout;
}, tell);
