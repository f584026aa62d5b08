import { loadConfig } from '#common/runtime/config.js';
import { runUntilStopped } from '#common/runtime/run-until-stopped.js';
import { secretsFile } from '../home.js';
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
      const { PORT, CALLOUT_HOME, CALLOUT_INSTANCES } = loadConfig(DistributedConfig, environment);
      const callout = await startDistributed({
        ...given,
        home: CALLOUT_HOME,
        port: PORT,
        instances: CALLOUT_INSTANCES,
        tell,
      });
      const lines = [
        `Callout is ready: ${callout.gatewayUrls.join(' and ')}`,
        `  sign in as admin; the password is in ${secretsFile(callout.home)}`,
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
