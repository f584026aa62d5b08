import { constants } from 'node:os';

interface Closable {
  close(): Promise<void>;
}

/**
 * Runs a program until Ctrl-C or SIGTERM. What goes wrong while it starts is one sentence and exit code 1. A signal during the start ends the process at
 * once: what was half done is done again at the next start. A supervisor that has gone counts as a signal.
 */
export async function runUntilStopped(
  start: () => Promise<Closable>,
  tell: (line: string) => void,
  patienceMilliseconds = 4_500,
): Promise<void> {
  const end = (codeIfCutOff: number) => close(running, codeIfCutOff, patienceMilliseconds);
  let running: Closable | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      tell(`${signal}: stopping`);
      void end(128 + constants.signals[signal]);
    });
  }
  process.once('disconnect', () => void end(1));
  if (process.connected === false) process.exit(1); // it went while this program was being read
  try {
    running = await start();
  } catch (error) {
    console.error(`Callout did not start: ${sentenceOf(error)}`);
    process.exit(1);
  }
}

/** Some errors, such as a refused connection to both addresses of a name, keep their reason inside. */
function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(sentenceOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function close(
  running: Closable | undefined,
  codeIfCutOff: number,
  patienceMilliseconds: number,
): Promise<never> {
  if (!running) process.exit(codeIfCutOff);
  setTimeout(() => process.exit(codeIfCutOff), patienceMilliseconds).unref();
  await running.close();
  process.exit(0);
}
