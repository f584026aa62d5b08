import type { Position, StoredFact } from '../core/facts.js';
import type { FactsReader } from './facts-reader.js';
import type { StreamClient } from './stream-client.js';
import type { FactTechnicians } from './fact-technicians.js';
import { StreamHub } from './stream-hub.js';
import { StreamSignal } from './stream-signal.js';

const at = (seq: number): Position => ({ xid: 1n, seq: BigInt(seq) });
/** No client here is a technician. */
const nobody = undefined as unknown as FactTechnicians;
const factAt = (seq: number) => ({ position: at(seq) }) as StoredFact;

/** Facts that are there, and questions for the end of them that are answered when the test says so. */
function slowReader() {
  const facts: StoredFact[] = [];
  const asked: ((end: Position) => void)[] = [];
  const reader = {
    after: async ({ seq }: Position) => facts.filter(({ position }) => position.seq > seq),
    anyAfter: async ({ seq }: Position) => facts.some(({ position }) => position.seq > seq),
    end: () => new Promise<Position>((resolve) => asked.push(resolve)),
  };
  return { facts, asked, reader: reader as unknown as FactsReader };
}

function clientFrom(position: Position) {
  const received: bigint[] = [];
  const client = {
    position,
    live: false,
    open: true,
    calm: async () => undefined,
    cutOffIfBehind: () => undefined,
    end: () => undefined,
    send(fact: StoredFact) {
      client.position = fact.position;
      received.push(fact.position.seq);
    },
  };
  return { received, client: client as unknown as StreamClient };
}

const until = async (holds: () => boolean) => {
  for (let look = 0; look < 500 && !holds(); look += 1) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(holds()).toBe(true);
};

describe('the hub of the live streams', () => {
  it('sends a fact that is recorded while a client joins and the hub looks for where to begin', async () => {
    const { facts, asked, reader } = slowReader();
    const signal = new StreamSignal();
    const hub = new StreamHub(reader, nobody, signal);
    const gone = clientFrom(at(0));
    const first = hub.join(gone.client);
    await until(() => asked.length === 1);
    asked[0]?.(at(0));
    await first;
    hub.leave(gone.client);
    signal.ring(); // a turn without clients forgets the cursor
    await new Promise((resolve) => setTimeout(resolve, 20));

    const { client, received } = clientFrom(at(0));
    const joined = hub.join(client);
    await until(() => asked.length === 2);
    signal.ring();
    await until(() => asked.length === 3); // both have asked
    asked[1]?.(at(0));
    await joined;
    facts.push(factAt(1));
    asked[2]?.(at(1));
    await until(() => received.length === 1);
    await hub.onModuleDestroy();
    expect(received).toEqual([1n]);
  });

  it('says when everything that is recorded has been sent', async () => {
    const { facts, asked, reader } = slowReader();
    const hub = new StreamHub(reader, nobody, new StreamSignal());
    await hub.caughtUp(); // nobody listens
    const { client, received } = clientFrom(at(0));
    const joined = hub.join(client);
    await until(() => asked.length === 1);
    asked[0]?.(at(0));
    await joined;
    facts.push(factAt(1), factAt(2));
    await hub.caughtUp();
    expect(received).toEqual([1n, 2n]);
    await hub.onModuleDestroy();
  });
});
