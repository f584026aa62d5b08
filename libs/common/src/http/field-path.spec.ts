import { inField } from './field-path.js';
import { invalid, notFound, Problem } from './problems.js';

const thrownIn = (parent: string, error: Error) =>
  inField(parent, () => Promise.reject(error)).catch((thrown: unknown) => thrown as Problem);

describe('a part of a body', () => {
  it('has its faults named from the root, in the sentence too', async () => {
    const { slug, detail, extra } = (await thrownIn(
      'customer',
      (await thrownIn('address', invalid('place.timeZone', 'is none'))) as Problem,
    )) as Problem;
    expect([slug, detail]).toEqual(['invalid-input', 'customer.address.place.timeZone: is none']);
    expect(extra.errors).toEqual([{ field: 'customer.address.place.timeZone', message: 'is none' }]);
  });

  it('keeps words of its own, and what else a problem says', async () => {
    const given = new Problem('already-exists', 'it is there', { errors: [{ field: 'code', message: 'x' }], id: '7' });
    const { detail, extra } = (await thrownIn('asset', given)) as Problem;
    expect([detail, extra]).toEqual(['it is there', { errors: [{ field: 'asset.code', message: 'x' }], id: '7' }]);
  });

  it('lets through what names no field, and what comes of its work', async () => {
    for (const error of [notFound('customer', '7'), new Error('the database is away')])
      expect(await thrownIn('asset', error)).toBe(error);
    expect(await inField('asset', () => Promise.resolve(7))).toBe(7);
  });
});
