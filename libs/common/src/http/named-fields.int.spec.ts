import { Body, Controller, HttpCode, Module, Param, Patch, Post, Query } from '@nestjs/common';
import { person } from '../testing/actors.js';
import { TestService } from '../testing/service.js';
import { uuidv7 } from '../database/uuid.js';
import { IsObject } from 'class-validator';
import { ListOf, Optional, Whole } from '../validation/fields.js';
import { IfMatch, requireVersion } from './caller.js';
import { PageQuery } from './pages.js';
import { Policy } from './policy.js';
import type { ProblemDocument } from './problems.js';
import { uuidParam } from './validation.js';

class Line {
  @Whole(1, 9) quantity: number;
  @Optional() @IsObject() more?: object;
}

class Parcel {
  @ListOf(() => Line, 3) lines: Line[];
}

@Controller('api/v1/parcels')
class ParcelsController {
  @Post()
  @Policy({ roles: ['agent'] })
  add(@Body() { lines }: Parcel) {
    return { count: lines.length };
  }

  @Patch(':id')
  @HttpCode(200)
  @Policy({ roles: ['agent'] })
  change(@Param('id', uuidParam) id: string, @Query() _: PageQuery, @IfMatch() seen: number | undefined) {
    requireVersion(3, seen);
    return { id };
  }
}

@Module({ controllers: [ParcelsController] })
class ParcelsModule {}

describe('a refused request', () => {
  let service: TestService;
  let agent: Awaited<ReturnType<TestService['as']>>;
  beforeAll(async () => {
    service = await TestService.start({ service: 'parcels', features: ParcelsModule, entities: [], migrations: [] });
    agent = await service.as(person('agent'));
  });
  afterAll(() => service.close());

  const parcels = '/api/v1/parcels';
  const good = { lines: [{ quantity: 1 }] };
  const told = ({ status, body }: { status: number; body: unknown }) => {
    const { type, errors } = body as ProblemDocument;
    return [status, type, errors?.map(({ field }) => field)];
  };

  it('says which item of the body is wrong, and which field would be dropped, however deep', async () => {
    const fieldOf = async (body: object) => told(await agent.post(parcels).send(body));
    const refused = (...fields: string[]) => [400, '/problems/invalid-input', fields];
    expect(await fieldOf({ lines: [{ quantity: 1 }, { quantity: 0 }] })).toEqual(refused('lines[1].quantity'));
    expect(await fieldOf({ lines: [{ quantity: 1, constructor: 1 }] })).toEqual(refused('lines[0].constructor'));
    const deep = { lines: [{ quantity: 1 }, { quantity: 1, more: { deeper: [{ constructor: {} }] } }] };
    expect(await fieldOf(deep)).toEqual(refused('lines[1].more.deeper[0].constructor'));
    expect(told(await agent.post(parcels).send(good))).toEqual([201, undefined, undefined]);
  });

  it.each(['[]', '[{"lines":[]}]', '"x"', '7', 'true'])('has no field to name where the body is %s', async (body) => {
    const { status, body: problem } = await agent.post(parcels).type('json').send(body);
    expect([status, problem]).toEqual([400, expect.objectContaining({ type: '/problems/invalid-input' })]);
    expect((problem as ProblemDocument).errors).toBeUndefined();
    expect((problem as ProblemDocument).detail).toMatch(
      /^the body must be a JSON object, not a (list|string|number|boolean)$/,
    );
  });

  it('names the Idempotency-Key that is missing, unreadable or used before', async () => {
    const key = uuidv7();
    const post = (given: string, body: object = good) => agent.post(parcels).set('idempotency-key', given).send(body);
    const refused = (status: number, slug: string) => [status, `/problems/${slug}`, ['Idempotency-Key']];
    const without = await agent.post(parcels).unset('idempotency-key').send(good);
    expect(told(without)).toEqual(refused(400, 'idempotency-key-missing'));
    expect(told(await post('a b'))).toEqual(refused(400, 'invalid-input'));
    expect((await post(key)).status).toBe(201);
    expect(told(await post(key, { lines: [] }))).toEqual(refused(422, 'idempotency-key-reused'));
  });

  it('names If-Match that is missing or no version, and parameters of address and query', async () => {
    const patch = (id = uuidv7(), query = '') => agent.patch(`${parcels}/${id}${query}`);
    expect(told(await patch())).toEqual([428, '/problems/version-missing', ['If-Match']]);
    expect(told(await patch().set('if-match', '*'))).toEqual([400, '/problems/invalid-input', ['If-Match']]);
    expect(told(await patch('x').set('if-match', '"3"'))).toEqual([400, '/problems/invalid-input', ['id']]);
    const wide = await patch(uuidv7(), '?limit=0&7=1').set('if-match', '"3"');
    expect(told(wide)).toEqual([400, '/problems/invalid-input', ['7', 'limit']]);
    expect((await patch().set('if-match', '"3"')).status).toBe(200);
  });
});
