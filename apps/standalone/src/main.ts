import { loadConfig } from '#common/runtime/config.js';
import { StandaloneConfig } from './config.js';
import { readDemoPlan } from './demo/demo-plan.js';
import { runUntilStopped } from './run-until-stopped.js';
import { startStandalone } from './standalone.js';
import { readySummary } from './summary.js';

await runUntilStopped(async (tell) => {
  const { PORT, HOST, CALLOUT_HOME, CALLOUT_DEMO } = loadConfig(StandaloneConfig, process.env);
  const plan = readDemoPlan(CALLOUT_DEMO);
  const callout = await startStandalone({
    home: CALLOUT_HOME,
    host: HOST,
    port: PORT,
    tell,
    ...(plan && { demo: plan }),
  });
  tell(readySummary(callout));
  return callout;
});
