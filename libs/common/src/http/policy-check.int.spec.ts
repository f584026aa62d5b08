import { Controller, Get, Module, Post } from '@nestjs/common';
import { PostgresTransport } from '../messaging/postgres-transport.js';
import { SystemClock } from '../runtime/clock.js';
import { createService } from '../runtime/service.js';
import { TestDatabase } from '../testing/database.js';
import { OpenToAll, Policy } from './policy.js';

@Controller('guarded')
class GuardedController {
  @Get()
  @Policy({ roles: ['agent'] })
  all() {
    return [];
  }

  @Get('news')
  @OpenToAll('everybody may read the news')
  news() {
    return [];
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  @Policy({ roles: ['agent'] })
  all() {
    return [];
  }

  @Post()
  add() {
    return {};
  }
}

@Module({ controllers: [GuardedController] })
class GuardedModule {}

@Module({ controllers: [GuardedController, ForgottenController] })
class ForgottenModule {}

describe('the start of a service', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await TestDatabase.create([app])));
  afterAll(() => database.drop());

  const app = { service: 'guarded', entities: [], migrations: [] };
  const start = (features: typeof GuardedModule) =>
    createService({
      ...app,
      features,
      clock: new SystemClock(),
      transport: new PostgresTransport(),
      serviceSecret: 'a secret of the tests, long enough',
      database: { url: database.url('guarded'), entities: [], migrations: [] },
    });

  it('succeeds when every route has a policy', async () => {
    const service = await start(GuardedModule);
    const answer = await fetch(`${await service.listen(0)}/guarded/news`);
    await service.close();
    expect(answer.status).toBe(200);
  });

  it('fails when a route has none, names it, and lets go of the database', async () => {
    await expect(start(ForgottenModule)).rejects.toThrow('these routes have no @Policy: ForgottenController.add');
    const connections = await database.query(
      `SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND usename = 'guarded'`,
    );
    expect(connections).toEqual([]);
  });
});
