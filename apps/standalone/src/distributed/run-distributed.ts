import { loadConfig } from '#common/runtime/config.js';
import { runUntilStopped } from '#common/runtime/run-until-stopped.js';
import { readDemoPlan } from '../demo/demo-plan.js';
import { accountLines } from '../summary.js';
import { DistributedConfig } from './config.js';
import { type DistributedOptions, startDistributed } from './start-distributed.js';

type Given = Pick<DistributedOptions, 'startKafka' | 'dist'>;

/** Longer than for one process: services, broker and database end one after the other. */
const patienceMilliseconds = 20_000;

const tell = (line: string) => console.log(`[${process.uptime().toFixed(1)} s] ${line}`);

/** `npm run start:distributed`, with the broker that deploy/kafka brings. */
export async function runDistributed(environment: NodeJS.ProcessEnv, given: Given): Promise<void> {
  await runUntilStopped(
    async () => {
      const { PORT, CALLOUT_HOME, CALLOUT_INSTANCES, CALLOUT_DEMO } = loadConfig(DistributedConfig, environment);
      const demo = readDemoPlan(CALLOUT_DEMO);
      if (demo?.clockStandsAt)
        throw new Error(`CALLOUT_DEMO names ${CALLOUT_DEMO}, whose clock stands still: only npm start can do that`);
      const callout = await startDistributed({
        ...given,
        home: CALLOUT_HOME,
        port: PORT,
        instances: CALLOUT_INSTANCES,
        ...(demo && { demo }),
        tell,
      });
      const lines = [
        `Callout is ready: ${callout.gatewayUrls.join(' and ')}`,
        ...accountLines(callout),
        `  logs: ${callout.home}/logs`,
        '  stop with Ctrl-C',
      ];
      tell(lines.join('\n'));
      return callout;
    },
    tell,
    patienceMilliseconds,
  );
}
