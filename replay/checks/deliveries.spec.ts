import { awakeOnly, type Handled, faultsOf, readCatalogue } from './deliveries.js';

const catalogue = new Map([
  ['made.v1', ['board.offers', 'stock.holds']],
  ['closed.v1', []],
]);
const published = new Map([
  ['made.v1', 3],
  ['closed.v1', 2],
]);
const handled = (consumer: string, events = 3, type = 'made.v1'): Handled => ({ consumer, type, events });

describe('the check of deliveries', () => {
  it('is content when every consumer of the catalogue handled every event', () => {
    expect(faultsOf(published, [handled('board.offers'), handled('stock.holds')], catalogue)).toEqual([]);
  });

  it.each([
    ['a consumer that never handled anything', [handled('board.offers')], 'stock.holds handled 0 of 3 events made.v1'],
    ['one that missed an event', [handled('board.offers'), handled('stock.holds', 2)], 'stock.holds handled 2 of 3'],
    [
      'a consumer that the catalogue does not name',
      [handled('board.offers'), handled('stock.holds'), handled('board.offers', 2, 'closed.v1')],
      'board.offers handled closed.v1, which it does not hear',
    ],
  ])('finds %s', (_, rows, fault) => {
    expect(faultsOf(published, rows, catalogue).join()).toContain(fault);
  });

  it('finds events of a type that nobody has described', () => {
    expect(faultsOf(new Map([['odd.v1', 1]]), [], catalogue)).toEqual([
      '1 events odd.v1 were published, a type that the catalogue does not know',
    ]);
  });

  it('reads who hears what from the published catalogue', () => {
    expect(readCatalogue('docs/events.schema.json').get('dispatch.offer.accepted.v1')).toContain('quality.offers');
  });

  it('expects nothing of a consumer that is switched off, and all of it once it has heard anything', () => {
    const known = new Map([['a.b.c.v1', ['dispatch.improvements', 'desk.orders']]]);
    const others: Handled[] = [{ consumer: 'desk.orders', type: 'a.b.c.v1', events: 2 }];
    const one: Handled = { consumer: 'dispatch.improvements', type: 'a.b.c.v1', events: 1 };
    const published = new Map([['a.b.c.v1', 2]]);
    expect(faultsOf(published, others, awakeOnly(known, others))).toEqual([]);
    expect(faultsOf(published, [...others, one], awakeOnly(known, [...others, one]))).toHaveLength(1);
    expect(faultsOf(published, [], awakeOnly(known, []))).toHaveLength(1);
  });
});
