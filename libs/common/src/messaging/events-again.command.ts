import { Client } from 'pg';
import { serviceNames } from '../runtime/service-names.js';
import { hearAgain } from './kafka-consumer.js';

const usage = `npm run events-again -- send <service>
npm run events-again -- hear <service> [since, such as 2026-03-02T01:30:00Z]
  After a database was restored; docs/operations.md says which of both. <service>: ${serviceNames.join(', ')}.
  send needs DATABASE_URL, hear needs KAFKA_BROKERS.`;

type Environment = Readonly<Record<string, string | undefined>>;

/** The operator's command for a service that does not run. Prints one line; throws with one sentence. */
export async function eventsAgainCommand(
  given: readonly string[],
  environment: Environment,
  print: (line: string) => void,
): Promise<void> {
  const [action, name, time] = given;
  const service = serviceNames.find((one) => one === name);
  if (!service) throw new Error(usage);
  if (action === 'send')
    print(`${service} sends ${await sendAgain(service, environment['DATABASE_URL'])} events again`);
  else if (action === 'hear') {
    const brokers = environment['KAFKA_BROKERS']?.split(',').map((broker) => broker.trim());
    if (!brokers) throw new Error('set KAFKA_BROKERS to the brokers that carry the events');
    const { messages, topics } = await hearAgain(service, brokers, time === undefined ? undefined : readTime(time));
    print(`${service} is brought ${messages} messages of ${topics} topics again`);
  } else throw new Error(usage);
}

/** What the outbox still holds goes to the broker once more, in order. Returns how many events. */
export async function sendAgain(service: string, url: string | undefined): Promise<number> {
  if (!url) throw new Error('set DATABASE_URL to the database of the service');
  const client = new Client({ connectionString: url, options: `-c search_path="${service}"` });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      'INSERT INTO outbox_waiting (seq) SELECT seq FROM outbox ON CONFLICT DO NOTHING',
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(time.getTime()))
    throw new Error(`'${text}' is no time such as 2026-03-02T01:30:00Z`);
  return time;
}
