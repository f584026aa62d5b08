import { uuidv7 } from './uuid.js';
import { Transactions } from './transactions.js';
import { deliver } from '../testing/deliver.js';
import { TestService } from '../testing/service.js';
import { hearingApp, Told } from '../messaging/testing/hearing-app.js';

const requests = 150;

describe('a service that gets more requests than its database can do', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await TestService.start(hearingApp);
  });
  afterEach(() => service.close());

  const slowRequest = () => service.get(Transactions).run((manager) => manager.query('SELECT pg_sleep(0.4)'));

  it('goes on with its event path, and turns away those who would wait too long', async () => {
    const answers = Promise.allSettled(Array.from({ length: requests }, slowRequest));
    const thingId = uuidv7();
    const began = performance.now();
    await deliver(service.running, Told, { thingId, number: 1 }, { occurredAt: service.clock.now() });
    await service.settle();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await service.database.query('SELECT FROM hearing.note')).toHaveLength(1);

    const failed = (await answers).filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThan(10);
    expect(failed.length).toBeLessThan(requests - 10);
    await expect(slowRequest()).resolves.toBeDefined();
  });
});
