import { IsIn } from 'class-validator';
import {
  CodeList,
  Currency,
  Decimal,
  Id,
  IdList,
  ListOf,
  Nested,
  OneOfList,
  Optional,
  Text,
  Whole,
} from '../validation/fields.js';
import type { FieldError, Problem } from './problems.js';
import { validationPipe } from './validation.js';

class Corner {
  @Decimal(-180, 180) lon: number;
}

class Address {
  @Nested(() => Corner) corner: Corner;
}

class Line {
  @Whole(1, 9) quantity: number;
  @Optional() @Nested(() => Address) from?: Address;
}

class Parcel {
  @Id() id: string;
  @Nested(() => Address) address: Address;
  @ListOf(() => Line, 3) lines: Line[];
  @IdList(3) partIds: string[];
  @OneOfList(['red', 'blue']) colours: string[];
  @Optional() @CodeList(3) codes?: string[];
  @Optional() @Currency() currency?: string;
  @Optional() @Text(9) note?: string;
}

const id = '01936f6e-8a00-7000-8000-00000000000a';
const address = { corner: { lon: 1 } };
const good = { id, address, lines: [{ quantity: 1 }], partIds: [id], colours: ['red'] };

async function refusal(body: object): Promise<Problem> {
  const taken = validationPipe().transform(body, { type: 'body', metatype: Parcel });
  return taken.then(
    () => Promise.reject(new Error('was not refused')),
    (error: Problem) => error,
  );
}
const faultsOf = async (body: object) => (await refusal(body)).extra.errors as FieldError[];
const fieldsOf = async (body: object) => (await faultsOf(body)).map(({ field }) => field);

describe('the field of a problem', () => {
  it.each([
    ['of the root', { id: 'x' }, ['id']],
    ['that is missing', { address: undefined }, ['address']],
    ['of a part', { address: { corner: {} } }, ['address.corner.lon']],
    ['that nobody knows', { '7': 1, surprise: 1 }, ['7', 'surprise']],
    [
      'that nobody knows in a part',
      { address: { corner: { lon: 1, '7': 1, surprise: 1 } } },
      ['address.corner.7', 'address.corner.surprise'],
    ],
    [
      'of an item',
      { lines: [{ quantity: 1 }, { quantity: 0 }, { quantity: 10 }] },
      ['lines[1].quantity', 'lines[2].quantity'],
    ],
    [
      'of a part of an item',
      { lines: [{ quantity: 1 }, { quantity: 1, from: { corner: {} } }] },
      ['lines[1].from.corner.lon'],
    ],
    ['that nobody knows in an item', { lines: [{ quantity: 1, surprise: 1 }] }, ['lines[0].surprise']],
    ['of an item that is no object', { lines: [{ quantity: 1 }, null, []] }, ['lines[1]', 'lines[2]']],
    ['of an item that is no id', { partIds: [id, 'x', id] }, ['partIds[1]']],
    ['of an item that is no known word', { colours: ['red', 'blue', 'green'] }, ['colours[2]']],
    ['of an item that cannot be stored', { codes: ['a', 'b\u0000'] }, ['codes[1]']],
    ['that is a list too long', { partIds: [id, id, id, 'x'] }, ['partIds']],
    ['that is no list', { partIds: 'x', lines: {} }, ['lines', 'partIds']],
  ])('%s is named from the root of the body', async (_, wrong, fields) => {
    expect((await fieldsOf({ ...good, ...wrong })).toSorted()).toEqual(fields);
  });

  it('stands in the sentence too, and an item is told of as one value', async () => {
    const { slug, detail, extra } = await refusal({ ...good, colours: ['red', 'green'] });
    expect([slug, detail]).toEqual(['invalid-input', 'colours[1]: must be one of red, blue']);
    expect(extra.errors).toEqual([{ field: 'colours[1]', message: 'must be one of red, blue' }]);
  });

  it('is told of the first twenty items only, however long the list is', async () => {
    class Loose {
      @IsIn(['red'], { each: true }) colours: string[];
    }
    const body = { colours: Array.from({ length: 1_000 }, () => 'green') };
    const refused = validationPipe().transform(body, { type: 'body', metatype: Loose });
    await expect(refused).rejects.toMatchObject({ extra: { errors: { length: 20, 19: { field: 'colours[19]' } } } });
  });

  it('is not needed where all is well', async () => {
    await expect(validationPipe().transform(good, { type: 'body', metatype: Parcel })).resolves.toBeInstanceOf(Parcel);
  });
});
