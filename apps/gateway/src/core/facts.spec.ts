import { dataForSite, isAfter, positionText, readPosition, wants } from './facts.js';

describe('facts of the live stream', () => {
  it('stand in order of transaction, then number, as numbers and not as text', () => {
    const at = (text: string) => readPosition(text) ?? { xid: 0n, seq: 0n };
    expect(isAfter(at('1000-1'), at('999-5'))).toBe(true);
    expect(isAfter(at('999-5'), at('999-4'))).toBe(true);
    expect(isAfter(at('999-4'), at('999-4'))).toBe(false);
    expect(positionText(at('18446744073709-7'))).toBe('18446744073709-7');
  });

  it.each(['', '7', '7-', '-7', 'a-b', '1-1-1', ' 1-1', '99999999999999999999-1'])('have no position %p', (text) => {
    expect(readPosition(text)).toBeUndefined();
  });

  it('are for the site whose id they carry and for whoever is bound to none', () => {
    const fact = { siteId: 'north', type: 'dispatch.offer.made.v1', data: {} };
    expect(wants({ siteId: 'north', types: [], roles: [] }, fact)).toBe(true);
    expect(wants({ siteId: 'south', types: [], roles: [] }, fact)).toBe(false);
    expect(wants({ siteId: 'south', types: [], roles: [] }, { ...fact, siteId: null })).toBe(false);
    expect(wants({ types: [], roles: [] }, fact)).toBe(true);
  });

  it.each([
    ['dispatch.visit.arrived.v1', { technicianId: 'me' }, true],
    ['dispatch.visit.arrived.v1', { technicianId: 'you' }, false],
    ['dispatch.visit.rescheduled.v1', { technicianId: 'you', previousTechnicianId: 'me' }, true],
    ['dispatch.repair-order.closed.v1', {}, false],
    ['inventory.stock-level.changed.v1', { technicianId: 'you' }, true],
    ['dispatch.technician.changed.v1', { technicianId: 'you' }, true],
    ['desk.call-back.answered.v1', { technicianId: 'me' }, false],
    ['quality.score-card.published.v1', {}, false],
  ])('tell a technician of %s with %j: %j', (type, data, told) => {
    const listening = { siteId: 'north', technicianId: 'me', types: [], roles: [] };
    expect(wants(listening, { siteId: 'north', type, data })).toBe(told);
    expect(wants(listening, { siteId: 'south', type, data })).toBe(false);
  });

  it('tell a technician of an order that is the own one by what was looked up', () => {
    const fact = { siteId: 'north', type: 'dispatch.repair-order.closed.v1', data: {} };
    const listening = { siteId: 'north', technicianId: 'me', types: [], roles: [] };
    expect(wants(listening, { ...fact, technicianId: 'me' })).toBe(true);
    expect(wants(listening, { ...fact, technicianId: 'you' })).toBe(false);
    const visitBefore = { ...fact, type: 'dispatch.visit.cancelled.v1', data: { technicianId: 'you' } };
    expect(wants(listening, { ...visitBefore, technicianId: 'me' })).toBe(false);
  });

  it('tell of calls and seats only who answers calls', () => {
    for (const type of ['desk.call.changed.v1', 'desk.seat.changed.v1']) {
      const hears = (...roles: string[]) => wants({ roles, types: [] }, { siteId: null, type, data: {} });
      expect([hears('agent'), hears('dispatcher', 'supervisor'), hears('admin')]).toEqual([true, true, true]);
      expect([hears('dispatcher'), hears('finance'), hears()]).toEqual([false, false, false]);
    }
    expect(wants({ roles: [], types: [] }, { siteId: null, type: 'desk.call-back.answered.v1', data: {} })).toBe(true);
  });

  it('are chosen by whole words of their type', () => {
    const fact = { siteId: null, type: 'dispatch.offer.made.v1', data: {} };
    const chosen = (types: string[]) => wants({ types, roles: [] }, fact);
    expect(chosen(['dispatch.offer'])).toBe(true);
    expect(chosen(['dispatch.offer.made.v1'])).toBe(true);
    expect(chosen(['dispatch.off'])).toBe(false);
    expect(chosen(['desk'])).toBe(false);
  });

  it('show a site the exact place only of what it has accepted', () => {
    const place = { lon: 1, lat: 2, locality: 'Cardiff' };
    const data = { offerId: 'o', place, rank: 1, score: 0.5, customerId: 'c' };
    expect(dataForSite({ type: 'dispatch.offer.made.v1', data })).toEqual({
      offerId: 'o',
      place: { locality: 'Cardiff' },
    });
    expect(dataForSite({ type: 'dispatch.visit.scheduled.v1', data })).toEqual({ offerId: 'o', place });
  });
});
