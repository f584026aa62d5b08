import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { orOffline } from './offline.js';
import { Problem } from './problem.js';
import { createQueryClient } from './query-client.js';

const unanswered = async () => {
  throw Problem.unreachable();
};

describe('a write while this device is offline', () => {
  afterEach(() => onlineManager.setOnline(true));

  it('is refused at once, and is not sent when the network comes back', async () => {
    onlineManager.setOnline(false);
    const client = createQueryClient();
    client.mount();
    let tries = 0;
    const mutationFn = async () => {
      tries += 1;
      return unanswered();
    };
    const write = new MutationObserver(client, { mutationFn }).mutate();
    await expect(Promise.race([write, later('still waiting')])).rejects.toMatchObject({ slug: 'unreachable' });
    onlineManager.setOnline(true);
    await later(undefined);
    client.unmount();
    expect(tries).toBe(1);
  });

  it('is said not to have left it, but for one that began with a network or ended with one', async () => {
    await expect(orOffline(unanswered, () => true)).rejects.toMatchObject({ slug: 'offline', isPassing: true });
    await expect(orOffline(unanswered, () => false)).rejects.toMatchObject({ slug: 'unreachable' });
    const states = [true, false];
    await expect(orOffline(unanswered, () => states.shift()!)).rejects.toMatchObject({ slug: 'unreachable' });
    const refused = new Problem(409, 'conflict', 'taken', undefined, [], undefined);
    await expect(
      orOffline(
        () => Promise.reject(refused),
        () => true,
      ),
    ).rejects.toBe(refused);
    expect(
      await orOffline(
        async () => 'answer',
        () => true,
      ),
    ).toBe('answer');
  });
});

const later = <Value>(value: Value) => new Promise<Value>((resolve) => setTimeout(() => resolve(value), 50));
