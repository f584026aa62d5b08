// `npm test [-- <group> ...]`: runs the suites and ends with one line, `N passed, N failed, N skipped`. A group whose tools are missing is skipped with the
// reason, and so are its tests counted; so is what misses its data. With CI=true nothing may be skipped.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHomes } from '../test/frame/homes.js';
import { build } from './build.js';
import { missingChromium } from './chromium.js';
import { countsOf, runGroup } from './run-group.js';

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
  // Each says by itself which file of CALLOUT_DATA it misses: see libs/common/src/testing/data.ts.
  data: { files: '\\.data\\.spec\\.ts$', workers: 1 },
  e2e: { files: '^(?!(.*/)?test/frame/).*\\.e2e\\.spec\\.ts$', workers: 2 },
  // Starts, stops and kills whole Callouts as a person does, one after the other.
  start: { files: '(^|/)test/frame/.*\\.e2e\\.spec\\.ts$', workers: 1 },
  // Stories in a real browser.
  web: { files: '\\.web\\.spec\\.ts$', workers: 1, missing: missingChromium },
  // The event path over a real broker.
  kafka: { files: '(\\.kafka|(^|/)test/kafka/.*)\\.spec\\.ts$', workers: 1, missing: missingKafka },
  // The stories and kill -9 of everything in the distributed shape.
  chaos: { files: '(^|/)test/chaos/.*\\.spec\\.ts$', workers: 1, missing: missingKafka },
};

/**
 * The order of the groups. The lanes of one step run side by side, each its groups one after the other. Browser and broker leave each other a processor: of its
 * time the Kafka suite waits most, a minute of it for a broker that is away, and so does who watches Callouts start. The others judge how long something takes,
 * or need both processors.
 */
const steps = [[['specs']], [['int']], [['data']], [['e2e']], [['web'], ['kafka', 'start']], [['chaos']]];

async function missingKafka() {
  const broker = join(root, 'deploy/kafka/broker.js');
  const { missingForKafka } = await import(broker);
  return missingForKafka();
}

const unknown = chosenGroups.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(`there is no group ${unknown.join(', ')}: choose from ${Object.keys(groups).join(', ')}`);
  process.exit(2);
}

// What runs for the tests ends with this process: see their exit handlers.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.once('exit', openHomes());

const began = performance.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

async function run(name, output) {
  const reason = await groups[name].missing?.();
  if (!reason && output === 'inherit') console.log(`\n== ${name}`);
  const env = { ...process.env, CALLOUT_DATA: data };
  const counts = await runGroup({ name, ...groups[name] }, { reason, output, env }).catch((error) => {
    console.error(error);
    return countsOf();
  });
  for (const key of Object.keys(totals)) totals[key] += counts[key];
  if (reason) notes.push(`skipped ${name} (${counts.skipped} tests): it needs ${reason}`);
  else if (counts.skipped > 0) notes.push(...counts.names.map((test) => `skipped in ${name}: ${test}`));
}

/** What a group says while another one speaks is kept until it has ended. */
async function runQuietly(name) {
  const folder = mkdtempSync(join(tmpdir(), 'callout-said-'));
  const file = join(folder, name);
  const output = openSync(file, 'w');
  await run(name, output);
  closeSync(output);
  const said = readFileSync(file, 'utf8');
  if (said) console.error(`\n== ${name}, which ran beside\n${said}`);
  rmSync(folder, { recursive: true, force: true });
}

const isChosen = (name) => chosenGroups.length === 0 || chosenGroups.includes(name);

for (const step of steps) {
  const [first, ...others] = step.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0);
  if (!first) continue;
  // Nobody may build what another one reads; what cannot be built the tests tell.
  if (others.length > 0) await build().then(buildWeb, () => undefined);
  await Promise.all([inTurn(first, (name) => run(name, 'inherit')), ...others.map((lane) => inTurn(lane, runQuietly))]);
}

async function inTurn(names, runOne) {
  for (const name of names) await runOne(name);
}

function buildWeb() {
  spawnSync(process.execPath, ['tools/build-web.js'], { stdio: 'ignore' });
}

if (isCi && notes.length > 0) {
  notes.push('CI=true: nothing may be skipped, so this counts as one failure');
  totals.failed += 1;
}
console.log(`\n${[...notes, `in ${Math.round((performance.now() - began) / 1000)} s`].join('\n')}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
