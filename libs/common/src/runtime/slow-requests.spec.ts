import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { isTooSlow, longestArrivalMilliseconds, SlowRequests } from './slow-requests.js';

describe('a request that is slow to arrive', () => {
  it('has half a minute, and for what it has sent as long as a line of 64 kbit/s needs', () => {
    expect(isTooSlow(0, 30_000)).toBe(false);
    expect(isTooSlow(0, 30_001)).toBe(true);
    expect(isTooSlow(31, 32_000)).toBe(true); // a byte a second, whatever it has announced
    expect(isTooSlow(8_000 * 60, 89_000)).toBe(false);
    expect(longestArrivalMilliseconds(920_000)).toBe(145_000);
  });

  it('is ended with an answer when its body comes too slowly, and only then', async () => {
    const slow = new SlowRequests();
    let arrived: (request: IncomingMessage) => void;
    const server = createServer((request) => {
      slow.add(request);
      arrived(request);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const begin = async (bytes: number) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => (answer += data.toString()));
      const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(answer)));
      const request = new Promise<IncomingMessage>((resolve) => (arrived = resolve));
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 900000\r\n\r\n');
      const raw = await request;
      const body = new Promise<void>((resolve) => raw.on('data', () => raw.socket.bytesRead >= bytes && resolve()));
      socket.write(Buffer.alloc(bytes));
      await body;
      return { socket, closed };
    };
    const honest = await begin(400_000);
    const trickle = await begin(30);
    slow.look(performance.now() + 29_000);
    expect(trickle.socket.destroyed).toBe(false);
    slow.look(performance.now() + 60_000);
    expect(await trickle.closed).toMatch(/^HTTP\/1\.1 408 [\s\S]*64 kbit\/s/);
    expect(honest.socket.destroyed).toBe(false);
    slow.look(performance.now() + 90_000); // 400 kB are not enough for so long
    expect(await honest.closed).toMatch(/^HTTP\/1\.1 408 /);
    slow.close();
    server.close();
  });
});
