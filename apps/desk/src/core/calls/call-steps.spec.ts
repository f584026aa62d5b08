import fc from 'fast-check';
import { atSeatStatuses, canMove } from './call-status.js';
import { type CallDecision, type CallState, type CallStep, decide, type SeatState } from './call-steps.js';

const waiting: CallState = { status: 'waiting', seatCode: null, expertSeatCode: null, outside: null };
const seat = (code: string, more: Partial<SeatState> = {}): SeatState => ({
  code,
  kind: code.startsWith('E') ? 'expert' : 'ordinary',
  isTaken: true,
  isBusy: false,
  ...more,
});
const maker = { name: 'Li at the maker', phone: '+86 21 5555 0000' };
const talking: CallState = { ...waiting, status: 'talking', seatCode: 'A' };
const asking: CallState = { ...talking, status: 'consulting', expertSeatCode: 'E' };
const askingOutside: CallState = { ...talking, status: 'consulting', outside: maker };
const isAtSeat = ({ status }: CallState) => atSeatStatuses.some((one) => one === status);
const stateOf = (decision: CallDecision) => {
  if (typeof decision === 'string' || 'refused' in decision) throw new Error(JSON.stringify(decision));
  return decision.next;
};

describe('the steps of a call', () => {
  it('lets one seat take it, and tells the second who has it', () => {
    for (const state of [waiting, { ...waiting, status: 'ringing', seatCode: 'B' } as const])
      expect(decide(state, { do: 'take', seat: seat('A') })).toEqual({ next: talking });
    expect(decide(talking, { do: 'take', seat: seat('A') })).toBe('repeated');
    expect(decide(talking, { do: 'take', seat: seat('B') })).toEqual({
      refused: 'it was taken already: seat A has it',
    });
  });

  it.each([
    ['nobody sits', seat('A', { isTaken: false })],
    ['has another call', seat('A', { isBusy: true })],
  ])('is not taken where %s', (why, at) => {
    expect(decide(waiting, { do: 'take', seat: at })).toEqual({ refused: expect.stringContaining(why) });
  });

  it('waits again when it was not answered, and not when somebody has it meanwhile', () => {
    const ringing: CallState = { ...waiting, status: 'ringing', seatCode: 'A' };
    expect(decide(ringing, { do: 'notAnswered', seatCode: 'A' })).toEqual({ next: waiting });
    for (const state of [waiting, talking, { ...ringing, seatCode: 'B' }])
      expect(decide(state, { do: 'notAnswered', seatCode: 'A' })).toBe('repeated');
  });

  it('asks an expert while the customer waits, and comes back', () => {
    expect(decide(talking, { do: 'consult', expert: { seat: seat('E') } })).toEqual({ next: asking });
    expect(decide(talking, { do: 'consult', expert: { outside: maker } })).toEqual({ next: askingOutside });
    expect(decide(asking, { do: 'consult', expert: { seat: seat('E', { isBusy: true }) } })).toBe('repeated');
    for (const state of [asking, askingOutside]) expect(decide(state, { do: 'resume' })).toEqual({ next: talking });
    expect(decide(talking, { do: 'resume' })).toBe('repeated');
    expect(decide(waiting, { do: 'resume' })).toHaveProperty('refused');
    const withExpert = { ...talking, seatCode: 'E' };
    expect(decide(withExpert, { do: 'consult', expert: { seat: seat('E') } })).toHaveProperty('refused');
  });

  it.each([
    ['is an ordinary seat', seat('B')],
    ['nobody sits', seat('E', { isTaken: false })],
    ['has another call', seat('E', { isBusy: true })],
  ])('asks nobody and transfers to nobody where the seat %s', (why, at) => {
    for (const step of ['consult', 'transfer'] as const)
      expect(decide(talking, { do: step, expert: { seat: at } })).toEqual({ refused: expect.stringContaining(why) });
  });

  it('rings at an expert seat that was not asked, and is at once where the expert was', () => {
    const blind = stateOf(decide(talking, { do: 'transfer', expert: { seat: seat('E') } }));
    expect(blind).toEqual({ ...talking, status: 'ringing', seatCode: 'E' });
    const attended = { ...talking, seatCode: 'E' };
    expect(decide(asking, { do: 'transfer' })).toEqual({ next: attended });
    for (const state of [blind, attended])
      expect(decide(state, { do: 'transfer', expert: { seat: seat('E') } })).toBe('repeated');
    expect(decide(asking, { do: 'transfer', expert: { seat: seat('E2') } })).toHaveProperty('refused');
    expect(decide(talking, { do: 'transfer' })).toHaveProperty('refused');
  });

  it('leaves the house with an outside expert, and nobody here has it any more', () => {
    const gone = { ...talking, status: 'outside', seatCode: null, outside: maker } as const;
    expect(decide(talking, { do: 'transfer', expert: { outside: maker } })).toEqual({ next: gone });
    expect(decide(askingOutside, { do: 'transfer' })).toEqual({ next: gone });
    for (const step of [{ do: 'transfer' }, { do: 'transfer', expert: { outside: maker } }] satisfies CallStep[])
      expect(decide(gone, step)).toBe('repeated');
    expect(decide(gone, { do: 'take', seat: seat('A') })).toHaveProperty('refused');
  });

  it('is abandoned by who was not answered, else ended, once', () => {
    const gone = { ...talking, status: 'outside', seatCode: null, outside: maker } as const;
    expect(stateOf(decide(waiting, { do: 'end' })).status).toBe('abandoned');
    expect(stateOf(decide(asking, { do: 'end' }))).toEqual({ ...asking, status: 'ended', expertSeatCode: null });
    expect(stateOf(decide(gone, { do: 'end' })).status).toBe('ended');
    for (const status of ['ended', 'abandoned'] as const)
      expect(decide({ ...talking, status }, { do: 'end' })).toBe('repeated');
  });

  it('goes only along the table, each step of it is repeated without effect, and a customer who is here is at a seat', () => {
    const seats = fc
      .constantFrom('A', 'B', 'E', 'E2')
      .chain((code) => fc.record({ isTaken: fc.boolean(), isBusy: fc.boolean() }).map((more) => seat(code, more)));
    const expert = fc.oneof(
      seats.map((at) => ({ seat: at })),
      fc.constant({ outside: maker }),
    );
    const step: fc.Arbitrary<CallStep> = fc.oneof(
      seats.map((at) => ({ do: 'take' as const, seat: at })),
      seats.map(({ code }) => ({ do: 'notAnswered' as const, seatCode: code })),
      expert.map((asked) => ({ do: 'consult' as const, expert: asked })),
      expert.map((asked) => ({ do: 'transfer' as const, expert: asked })),
      fc.constantFrom<CallStep>({ do: 'resume' }, { do: 'end' }, { do: 'transfer' }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let call = waiting;
        for (const one of steps) {
          const decision = decide(call, one);
          if (typeof decision === 'string' || 'refused' in decision) continue;
          const { next } = decision;
          const isNamed = one.do !== 'transfer' || one.expert !== undefined;
          const asked = [next.expertSeatCode, next.outside].filter((expert) => expert !== null);
          const facts = {
            goesAlongTheTable: canMove(call.status, next.status),
            again: isNamed ? decide(next, one) : 'repeated',
            hasSeat: !isAtSeat(next) || next.seatCode !== null,
            asksOne: next.status !== 'consulting' || asked.length === 1,
          };
          expect(facts).toEqual({ goesAlongTheTable: true, again: 'repeated', hasSeat: true, asksOne: true });
          call = next;
        }
      }),
    );
  });
});
