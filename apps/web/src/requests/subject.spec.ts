import { assetOf, strangerOf, toldBySearch } from './subject.js';

const cardiff = {
  country: 'GB',
  subdivision: 'WLS',
  locality: 'Cardiff',
  lon: -3.18,
  lat: 51.48,
  timeZone: 'Europe/London',
};
const filled = (fields: Record<string, string>) => ({ text: (name: string) => fields[name] });

describe('who and what is reported', () => {
  it('is the chosen asset where the customer has any', () => {
    const known = { customer: { id: 'c1', addresses: [{ id: 'a1' }] }, assets: [{}] };
    expect(assetOf(known, filled({ assetId: 'u1', category: 'pump' }), [cardiff])).toEqual({
      customerId: 'c1',
      assetId: 'u1',
    });
  });

  it('is a unit of a kind at the first address of a customer without assets', () => {
    const known = { customer: { id: 'c1', addresses: [{ id: 'a1' }, { id: 'a2' }] }, assets: [] };
    expect(assetOf(known, filled({ category: 'pump' }), [cardiff])).toEqual({
      customerId: 'c1',
      asset: { category: 'pump', addressId: 'a1' },
    });
  });

  it('is where the fields say when the customer has no address either', () => {
    const known = { customer: { id: 'c1', addresses: [] }, assets: [] };
    expect(assetOf(known, filled({ category: 'pump', place: 'Cardiff', street: 'Queen Street 2' }), [cardiff])).toEqual(
      { customerId: 'c1', asset: { category: 'pump', address: { place: cardiff, street: 'Queen Street 2' } } },
    );
  });

  it('is a new customer with a unit at the same address', () => {
    const address = { place: cardiff };
    expect(strangerOf('Ann', filled({ category: 'pump', place: 'Cardiff', phone: '029 1234' }), [cardiff])).toEqual({
      customer: { name: 'Ann', phone: '029 1234', address },
      asset: { category: 'pump', address },
    });
  });

  it.each([
    ['+44 29 2012 3456', { phone: '+44 29 2012 3456' }],
    ['(029) 2012-3456', { phone: '(029) 2012-3456' }],
    ['Ann Jones', { name: 'Ann Jones' }],
    ['3M', { name: '3M' }],
  ])('takes %s from the search that found nobody', (search, told) => {
    expect(toldBySearch(search)).toEqual(told);
  });
});
