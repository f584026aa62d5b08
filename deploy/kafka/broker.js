// One broker of Apache Kafka on this machine without Docker: Java 17 and Maven's jars. For tests, `npm run start:distributed`, and people:
//   node deploy/kafka/broker.js start [port]     node deploy/kafka/broker.js stop
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cache = resolve(process.env['CALLOUT_KAFKA_CACHE'] ?? join(here, '../../.cache/kafka'));
const jars = join(cache, 'libs');
const startMilliseconds = 60_000;

/** Why the broker cannot run here, or undefined if it can. */
export function missingForKafka() {
  if (spawnSync('java', ['-version']).status !== 0) return 'Java 17 or newer: apt-get install openjdk-17-jre-headless';
  if (haveJars() || spawnSync('mvn', ['-version']).status === 0) return undefined;
  return 'Maven, to fetch the jars of Kafka once: apt-get install maven';
}

/** Fetches the 46 jars (43 MB) once. */
export function fetchJars() {
  if (haveJars()) return;
  mkdirSync(jars, { recursive: true });
  const copy = ['-q', '-B', '-f', join(here, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
  const { status, stderr, stdout } = spawnSync('mvn', copy, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`Maven could not fetch the jars of Kafka: ${(stderr || stdout).trim().slice(-500)}`);
}

function haveJars() {
  return existsSync(jars) && readdirSync(jars).some((name) => name.startsWith('kafka_2.13-'));
}

/**
 * Starts a broker whose data lie in `folder`; what is there from before is used again. Resolves when it takes messages.
 * For tests: `maxMessageBytes` lets a producer without manners in, `endsWithParent` leaves no broker behind when a test run is killed.
 */
export async function startKafka({ folder, port, maxMessageBytes = 1_048_588, endsWithParent = false }) {
  fetchJars();
  mkdirSync(folder, { recursive: true });
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, propertiesOf({ folder: resolve(folder), port, maxMessageBytes }));
  format(folder, properties);
  const logFile = join(folder, 'broker.log');
  const pidFile = join(folder, 'broker.pid');
  const child = spawnBroker({ folder, properties, logFile, pidFile, endsWithParent });
  let isOver = false;
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  void ended.then(() => (isOver = true));
  await untilStarted(logFile, port, () => isOver);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  child.unref();
  yieldToCallers(pid);
  return {
    pid,
    brokers: [`127.0.0.1:${port}`],
    ended,
    /** Orderly. */
    stop: () => end(pid, 'SIGTERM').finally(() => child.stdin?.end()),
    /** As if the machine had failed. */
    kill: () => end(pid, 'SIGKILL').finally(() => child.stdin?.end()),
  };
}

/** A shell stands between: it writes down the broker's process id and, if asked to, ends the broker when our end of its standard input closes. */
function spawnBroker({ folder, properties, logFile, pidFile, endsWithParent }) {
  const log = openSync(logFile, 'w');
  const java = [
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    `${jars}/*`,
    'kafka.Kafka',
    properties,
  ];
  const script = `java "$@" </dev/null & echo $! >'${pidFile}'; ${endsWithParent ? 'cat >/dev/null; kill -9 $! 2>/dev/null' : 'wait'}`;
  const stdin = endsWithParent ? 'pipe' : 'ignore';
  const child = spawn('sh', ['-c', script, 'sh', ...java], { cwd: folder, detached: true, stdio: [stdin, log, log] });
  closeSync(log);
  child.stdin?.unref?.();
  return child;
}

/** Waits for a processor instead of taking it from a service that has just asked; as PostgreSQL does (docs/adr/0007-the-asked-yields-to-the-asker.md). Only a wish. */
function yieldToCallers(pid) {
  if (process.platform !== 'linux') return;
  spawnSync('chrt', ['--batch', '--all-tasks', '--pid', '0', String(pid)], { timeout: 2_000 });
  try {
    writeFileSync(`/proc/${pid}/autogroup`, '10');
  } catch {}
}

async function untilStarted(logFile, port, ended) {
  const until = Date.now() + startMilliseconds;
  while (!(readFileSync(logFile, 'utf8').includes('Kafka Server started') && (await answers(port)))) {
    if (ended() || Date.now() > until) {
      const lines = readFileSync(logFile, 'utf8').trim().split('\n');
      const reason = lines.filter((line) => /ERROR|Exception/.test(line)).slice(0, 3);
      throw new Error(`Kafka did not start: ${(reason.length > 0 ? reason : lines.slice(-3)).join(' | ')}`);
    }
    await pause(50);
  }
}

function format(folder, properties) {
  if (existsSync(join(folder, 'data', 'meta.properties'))) return;
  const id = `k${randomBytes(16).toString('base64url').slice(1)}`;
  const args = [
    '-Xmx128m',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    `${jars}/*`,
    'kafka.tools.StorageTool',
    'format',
    '-t',
    id,
    '-c',
    properties,
  ];
  const { status, stderr, stdout } = spawnSync('java', [...args, '--ignore-formatted'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Kafka's data folder cannot be made: ${(stderr || stdout).trim().slice(-500)}`);
}

function propertiesOf({ folder, port, maxMessageBytes }) {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${port + 1}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${port + 1}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${folder}/data
auto.create.topics.enable=false
message.max.bytes=${maxMessageBytes}
offsets.topic.num.partitions=8
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
# With one node nobody waits for another: after kill -9 the broker is back in 5 s instead of 12.
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
`;
}

function answers(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });
}

/** A zombie counts as dead: in containers process 1 may reap it late. */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '');
  } catch {
    return false;
  }
}

async function end(pid, signal) {
  if (alive(pid)) process.kill(pid, signal);
  const until = Date.now() + 15_000;
  while (alive(pid)) {
    if (Date.now() > until) process.kill(pid, 'SIGKILL');
    await pause(20);
  }
}

async function main([command, port = '9092']) {
  const folder = join(cache, 'broker');
  const pidFile = join(folder, 'broker.pid');
  const running = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  if (command === 'start') {
    const missing = missingForKafka();
    if (missing) throw new Error(`Kafka needs ${missing}`);
    if (running && alive(running)) throw new Error(`Kafka runs already as process ${running}: stop it first`);
    const { brokers } = await startKafka({ folder, port: Number(port) });
    console.log(
      `Kafka takes messages: KAFKA_BROKERS=${brokers.join(',')}\nStop it with: node deploy/kafka/broker.js stop`,
    );
  } else if (command === 'stop') {
    if (running) await end(running, 'SIGTERM');
    rmSync(pidFile, { force: true });
  } else {
    throw new Error('usage: node deploy/kafka/broker.js start [port] | stop');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
