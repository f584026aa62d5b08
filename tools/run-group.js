// Runs one group of tests with jest and counts what came of it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLimited } from './run-limited.js';

/** A group that takes longer hangs: the slowest takes five minutes on two cores. */
const mostMinutes = Number(process.env.CALLOUT_TEST_MINUTES ?? 15);
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/**
 * Runs the group, whose words go to `output`, a file or 'inherit'; only counts its tests, as skipped, where there is a `reason` why it cannot run.
 * Answers how many passed, failed and were skipped, with the names of the skipped.
 */
export function runGroup(group, { reason, output, env }) {
  return reason
    ? jest(group, { options: ['--testNamePattern=(?!)', '--silent'], output: 'ignore', env })
    : jest(group, { options: [], output, env });
}

async function jest({ name, files, workers }, { options, output, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'callout-jest-'));
  const outputFile = join(folder, 'result.json');
  const chosen = [
    `--testPathPatterns=${files}`,
    `--maxWorkers=${workers}`,
    '--passWithNoTests',
    '--json',
    `--outputFile=${outputFile}`,
  ];
  const status = await runLimited(process.execPath, [...flags, ...chosen, ...options], {
    minutes: mostMinutes,
    stdio: ['ignore', 'ignore', output],
    env,
  });
  if (status === 'late')
    console.error(`${name} was ended after ${mostMinutes} minutes: its file that says neither PASS nor FAIL hangs`);
  const result = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return countsOf(result, status);
}

/** A file that cannot even be loaded is one failure, and so is a run without a result or with an exit code that says so. */
export function countsOf(result, status) {
  if (!result) return { passed: 0, failed: 1, skipped: 0, names: [] };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  const names = result.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status: state }) => ['pending', 'todo'].includes(state)).map(({ fullName }) => fullName),
  );
  return { passed: result.numPassedTests, failed: failed || (status ? 1 : 0), skipped, names };
}
