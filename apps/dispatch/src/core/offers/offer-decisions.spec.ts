import fc from 'fast-check';
import { OfferSimulation } from '../testing/offer-simulation.js';
import { afterRefusal, atDeadline, decide, type OfferAtHand } from './offer-decisions.js';
import { usualRules } from './offer-rules.js';

const now = new Date('2026-03-02T01:00:00Z');
const later = new Date('2026-03-02T01:30:00Z');
const offer = (id: string, given: Partial<OfferAtHand> = {}): OfferAtHand => ({
  id,
  siteId: `site ${id}`,
  status: 'pending',
  deadline: later,
  ...given,
});
const rules = (atOnce: number) => ({
  ...usualRules,
  askedAtOnce: { low: atOnce, normal: atOnce, high: atOnce, urgent: atOnce, emergency: atOnce },
});

describe('a decision about an offer', () => {
  it('ends all others with the first acceptance, and tells those who come later no name', () => {
    const others = [offer('b'), offer('c', { status: 'countered' })];
    expect(decide('accept', { offer: offer('a'), others, takenBy: null, now })).toEqual({
      to: 'accepted',
      ended: others,
    });
    const ended = offer('b', { status: 'withdrawn' });
    const late = decide('accept', { offer: ended, others: [], takenBy: 'site a', now });
    expect(late).toEqual({ problem: 'offer-taken', why: 'the order was accepted elsewhere first' });
  });

  it('leaves the others alone when a site does not want the order', () => {
    const declined = decide('decline', { offer: offer('a'), others: [offer('b')], takenBy: null, now });
    expect(declined).toEqual({ to: 'declined', ended: [] });
  });

  it('refuses an answer after the deadline, and a counter-offer that nobody made', () => {
    const passed = offer('a', { deadline: new Date('2026-03-02T00:59:59Z') });
    expect(decide('accept', { offer: passed, others: [], takenBy: null, now })).toMatchObject({
      problem: 'offer-expired',
    });
    expect(decide('take-counter', { offer: offer('a'), others: [], takenBy: null, now })).toMatchObject({
      problem: 'illegal-transition',
    });
  });

  it('is made by the deadline only when it has passed and nobody was quicker', () => {
    const passed = { deadline: now };
    expect(atDeadline(offer('a', passed), true, now)).toBe('expired');
    expect(atDeadline(offer('a', passed), false, now)).toBe('withdrawn');
    expect(atDeadline(offer('a', { ...passed, status: 'countered' }), true, now)).toBe('refused');
    expect(atDeadline(offer('a', { ...passed, status: 'accepted' }), true, now)).toBeUndefined();
    expect(atDeadline(offer('a'), true, now)).toBeUndefined();
  });

  it('has more sites asked only when fewer are thinking than shall', () => {
    expect(afterRefusal(0, 3)).toBe('place');
    expect(afterRefusal(2, 3)).toBe(1);
    expect(afterRefusal(3, 3)).toBe(0);
    expect(afterRefusal(4, 1)).toBe(0);
  });
});

describe('20,000 random events of offers', () => {
  it('book nothing twice, leave nothing open and never ask more sites at once than shall be', () => {
    let events = 0;
    let lost = 0;
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (seed, atOnce, declines, silence, crashes) => {
          const told = new OfferSimulation({
            seed,
            events: 1_000,
            sites: 8,
            declines,
            silence,
            crashes,
            rules: rules(atOnce),
          }).run();
          events += told.events;
          lost += told.lost;
          expect(told).toMatchObject({ doubleBookings: 0, tooMany: 0, stuck: 0 });
          expect(told.accepted + told.givenUp + told.cancelled).toBe(told.orders);
          expect(told.minutesToAccepted).toHaveLength(told.accepted);
        },
      ),
      { numRuns: 20, seed: 1 },
    );
    expect(events).toBeGreaterThanOrEqual(20_000);
    expect(lost).toBeGreaterThan(500);
  });
});
