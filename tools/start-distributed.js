// `npm run start:distributed`: PostgreSQL, Kafka and two of every service behind two gateways on this machine, each a process of its own.
import { fileURLToPath } from 'node:url';
import { fetchJars, missingForKafka, startKafka } from '../deploy/kafka/broker.js';
import { bundle } from './bundle.js';

const missing = missingForKafka();
if (missing) {
  console.error(`Kafka needs ${missing}. Without it, npm start runs everything in one process.`);
  process.exit(1);
}
await bundle();
fetchJars();
const { runDistributed } = await import('../dist/apps/standalone/src/distributed/run-distributed.js');
await runDistributed(process.env, { startKafka, dist: fileURLToPath(new URL('../dist', import.meta.url)) });
