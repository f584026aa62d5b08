import { Controller, Module, Post } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { Policy } from '../http/policy.js';
import { currentContext } from '../runtime/context.js';
import { person } from '../testing/actors.js';
import { TestService } from '../testing/service.js';
import { Id } from '../validation/fields.js';
import { Hears, type MessageInfo } from './hears.js';
import { Outbox } from './outbox.js';

const example = { thingId: '01936f6e-8a00-7000-8000-000000000001' };

class Asked {
  static readonly type = 'tracing.thing.asked.v1';
  static readonly key = 'thingId';
  static readonly about = 'Published when a request asks; heard by this test.';
  static readonly example: Asked = example;
  @Id() thingId: string;
}

class Answered {
  static readonly type = 'tracing.thing.answered.v1';
  static readonly key = 'thingId';
  static readonly about = 'Published when it was heard; heard by this test.';
  static readonly example: Answered = example;
  @Id() thingId: string;
}

/** What each listener belonged to, and the event that it was called for. */
const heard: { type: string; id: string; traceparent?: string; correlationId?: string; causationId?: string }[] = [];

function note({ type, id }: MessageInfo): void {
  const { traceparent, correlationId, causationId } = currentContext() ?? {};
  heard.push({ type, id, traceparent, correlationId, causationId } as (typeof heard)[number]);
}

@Controller('things')
class Things {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  @Policy({ roles: ['agent'] })
  async ask() {
    await this.transactions.run(() => this.outbox.publish(Asked, example));
    return {};
  }

  @Hears(Asked, 'tracing.answers')
  async answer(asked: Asked, info: MessageInfo): Promise<void> {
    note(info);
    await this.outbox.publish(Answered, asked);
  }

  @Hears(Answered, 'tracing.ends')
  async end(_: Answered, info: MessageInfo): Promise<void> {
    note(info);
  }
}

@Module({ controllers: [Things] })
class TracingFeatures {}

const tracingApp = { service: 'tracing', features: TracingFeatures, entities: [], migrations: [] };

describe('the trace of a request', () => {
  let service: TestService;
  beforeAll(async () => (service = await TestService.start(tracingApp)));
  beforeEach(() => void heard.splice(0));
  afterAll(() => service.close());

  it('goes with the event that the request publishes, and with the one that its listener publishes', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const agent = await service.as(person('agent'));
    await agent.post('/things').set('traceparent', traceparent).set('x-correlation-id', 'call-4711').expect(201);
    await service.settle();
    const belongs = { traceparent, correlationId: 'call-4711' };
    expect(heard).toEqual([
      { type: Asked.type, id: expect.any(String), causationId: heard[0]?.id, ...belongs },
      { type: Answered.type, id: expect.any(String), causationId: heard[1]?.id, ...belongs },
    ]);
    const [answered] = await service.database.query<{ headers: object }>(
      'SELECT headers FROM tracing.outbox WHERE type = $1',
      [Answered.type],
    );
    expect(answered?.headers).toEqual({ causationId: heard[0]?.id, ...belongs });
  });

  it('is not made up, but what belongs together keeps one correlation', async () => {
    const agent = await service.as(person('agent'));
    const { headers } = await agent.post('/things').expect(201);
    await service.settle();
    const correlationId = headers['x-correlation-id'];
    expect(correlationId).toEqual(expect.any(String));
    expect(heard).toMatchObject([
      { type: Asked.type, correlationId, traceparent: undefined },
      { type: Answered.type, correlationId, traceparent: undefined },
    ]);
  });
});
