import { constants } from 'node:os';

interface Closable {
  close(): Promise<void>;
}

const patienceMilliseconds = 4_500;

/**
 * Runs a program until Ctrl-C or SIGTERM. What goes wrong while it starts is one sentence and exit code 1. A signal during the start ends the process at
 * once: what was half done is done again at the next start.
 */
export async function runUntilStopped(start: (tell: (line: string) => void) => Promise<Closable>): Promise<void> {
  const began = performance.now();
  const tell = (line: string) => console.log(`[${((performance.now() - began) / 1000).toFixed(1)} s] ${line}`);
  let running: Closable | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      tell(`${signal}: stopping`);
      void end(running, 128 + constants.signals[signal]);
    });
  }
  try {
    running = await start(tell);
  } catch (error) {
    console.error(`Callout did not start: ${(error as Error).message}`);
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
    process.exit(1);
  }
}

async function end(running: Closable | undefined, codeIfCutOff: number): Promise<never> {
  if (!running) process.exit(codeIfCutOff);
  setTimeout(() => process.exit(codeIfCutOff), patienceMilliseconds).unref();
  await running.close();
  process.exit(0);
}
