// `npm test [-- <group> ...]`: runs the suites one after the other and ends with one line, `N passed, N failed, N skipped`. A group whose tools are missing
// is skipped with the reason, and so are its tests counted; so is what misses its data. With CI=true nothing may be skipped.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingChromium } from './chromium.js';
import { runLimited } from './run-limited.js';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const chosenGroups = process.argv.slice(2);
const isCi = ['true', '1'].includes(process.env.CI ?? '');
const data = process.env.CALLOUT_DATA ?? join(root, '../shared/data');

/** Which files belong to a group, how many may run at a time, and what it needs that npm does not bring. */
const groups = {
  // Jest asks with the absolute path and with the one from the root.
  specs: { files: '^(?!(.*/)?test/(kafka|chaos)/)(?!.*\\.(int|e2e|web|kafka|data)\\.spec).*\\.spec\\.ts$', workers: 2 },
  int: { files: '\\.int\\.spec\\.ts$', workers: 2 },
  e2e: { files: '\\.e2e\\.spec\\.ts$', workers: 1 },
  // Stories in a real browser.
  web: { files: '\\.web\\.spec\\.ts$', workers: 1, missing: missingChromium },
  // Each says by itself which file of CALLOUT_DATA it misses: see libs/common/src/testing/data.ts.
  data: { files: '\\.data\\.spec\\.ts$', workers: 1 },
  // The event path over a real broker.
  kafka: { files: '(\\.kafka|(^|/)test/kafka/.*)\\.spec\\.ts$', workers: 1, missing: missingKafka },
  // The stories and kill -9 of everything in the distributed shape.
  chaos: { files: '(^|/)test/chaos/.*\\.spec\\.ts$', workers: 1, missing: missingKafka },
};

async function missingKafka() {
  const broker = join(root, 'deploy/kafka/broker.js');
  const { missingForKafka } = await import(broker);
  return missingForKafka();
}

/** A group that takes longer hangs: the slowest takes four minutes on two cores. */
const mostMinutes = Number(process.env.CALLOUT_TEST_MINUTES ?? 15);

/** Runs one group; with a `reason` only to count what is skipped. */
const run = (name, group, reason) =>
  reason
    ? jest(name, group, { options: ['--testNamePattern=(?!)', '--silent'], output: 'ignore' })
    : jest(name, group, { options: [], output: 'inherit' });

async function jest(name, { files, workers }, { options, output }) {
  const folder = mkdtempSync(join(tmpdir(), 'callout-jest-'));
  const outputFile = join(folder, 'result.json');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
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
    env: { ...process.env, CALLOUT_DATA: data },
  });
  if (status === 'late')
    console.error(
      `${name} was ended after ${mostMinutes} minutes: the file that says neither PASS nor FAIL above hangs`,
    );
  const result = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return countsOf(name, result, status);
}

/** A file that cannot even be loaded is one failure, and so is a run without a result or with an exit code that says so. */
function countsOf(name, result, status) {
  if (!result) return { name, passed: 0, failed: 1, skipped: 0, names: [] };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  const names = result.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status: state }) => ['pending', 'todo'].includes(state)).map(({ fullName }) => fullName),
  );
  return { name, passed: result.numPassedTests, failed: failed || (status ? 1 : 0), skipped, names };
}

const unknown = chosenGroups.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(`there is no group ${unknown.join(', ')}: choose from ${Object.keys(groups).join(', ')}`);
  process.exit(2);
}

// What runs for the tests ends with this process: see their exit handlers.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const began = performance.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
for (const [name, group] of Object.entries(groups)) {
  if (chosenGroups.length > 0 && !chosenGroups.includes(name)) continue;
  const reason = await group.missing?.();
  if (!reason) console.log(`\n== ${name}`);
  const counts = await run(name, group, reason).catch((error) => {
    console.error(error);
    return countsOf(name);
  });
  for (const key of Object.keys(totals)) totals[key] += counts[key];
  if (reason) notes.push(`skipped ${name} (${counts.skipped} tests): it needs ${reason}`);
  else if (counts.skipped > 0) notes.push(...counts.names.map((test) => `skipped in ${name}: ${test}`));
}
if (isCi && notes.length > 0) {
  notes.push('CI=true: nothing may be skipped, so this counts as one failure');
  totals.failed += 1;
}
console.log(`\n${[...notes, `in ${Math.round((performance.now() - began) / 1000)} s`].join('\n')}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
