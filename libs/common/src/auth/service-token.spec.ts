import { jest } from '@jest/globals';
import type { Actor } from './actor.js';
import { signActor, verifyActor } from './service-token.js';

const secret = 'a secret of the tests, long enough';
const actor: Actor = { kind: 'user', id: '01936f6e-8a00-7000-8000-000000000001', name: 'Ann', roles: ['dispatcher'] };

describe('the token of an actor', () => {
  afterEach(() => jest.useRealTimers());

  it('is known again, but not to a service with another secret', async () => {
    const token = await signActor(actor, secret);
    expect(await verifyActor(token, secret)).toEqual(actor);
    expect(await verifyActor(token, secret)).toEqual(actor);
    expect(await verifyActor(token, `${secret}!`)).toBeUndefined();
    expect(await verifyActor(`${token}x`, secret)).toBeUndefined();
  });

  it('ends a minute after it was signed, whether it was seen before or not', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] });
    const [seen, unseen] = [await signActor(actor, secret), await signActor({ ...actor, name: 'Bob' }, secret)];
    expect(await verifyActor(seen, secret)).toEqual(actor);
    jest.setSystemTime(Date.now() + 66_000);
    expect(await verifyActor(seen, secret)).toBeUndefined();
    expect(await verifyActor(unseen, secret)).toBeUndefined();
  });
});
