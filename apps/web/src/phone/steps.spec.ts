import { afterSending, sentAgain, standOf, type Step, versionFor } from './steps.js';

const step = (seq: number, kind: 'depart' | 'arrive' | 'miss', more: Partial<Step> = {}): Step =>
  ({
    seq,
    kind,
    userId: 'u',
    visitId: 'one',
    requestId: 'r',
    orderNumber: 'O-1',
    key: `key-${seq}`,
    at: '2026-03-02T09:00:00Z',
    start: '2026-03-02T09:00:00Z',
    state: 'waiting',
    version: 3,
    body: {},
    ...more,
  }) as Step;
const visit = { id: 'one', status: 'planned', version: 3 } as const;

describe('steps on the phone', () => {
  it('stand above what the server knows, but for those that were refused and those of other visits', () => {
    expect(standOf(visit, [step(1, 'depart'), step(2, 'arrive')])).toBe('on_site');
    expect(standOf(visit, [step(1, 'depart'), step(2, 'arrive', { state: 'refused' })])).toBe('en_route');
    expect(standOf(visit, [step(1, 'depart', { visitId: 'two' })])).toBe('planned');
    expect(standOf({ ...visit, status: 'cancelled' }, [step(1, 'depart')])).toBe('cancelled');
    expect(standOf({ ...visit, status: 'on_site' }, [step(1, 'depart', { state: 'sent' })])).toBe('on_site');
    expect(standOf(visit, [step(1, 'depart'), step(2, 'miss')])).toBe('missed');
  });

  it('hand the version that the first has left to those that follow, and to what is done later', () => {
    const steps = [step(1, 'depart'), step(2, 'arrive'), step(3, 'depart', { visitId: 'two' })];
    const changed = afterSending(steps, steps[0]!, { version: 4, at: 5 });
    expect(changed.map(({ seq, state, version }) => [seq, state, version])).toEqual([
      [1, 'sent', 3],
      [2, 'waiting', 4],
    ]);
    expect(versionFor(visit, changed)).toBe(4);
    expect(versionFor({ ...visit, version: 7 }, changed)).toBe(7);
  });

  it('are sent again as new writes only where they were refused, and not where somebody else has done them', () => {
    const refusal = { status: 412, slug: 'stale-version', title: '', fields: [] };
    const steps = [
      step(1, 'depart', { state: 'refused', refusal }),
      step(2, 'arrive'),
      step(3, 'miss', { state: 'sent' }),
    ];
    const { changed } = sentAgain(steps, { ...visit, version: 9 }, () => 'new');
    expect(changed.map(({ seq, state, version, key }) => [seq, state, version, key])).toEqual([
      [1, 'waiting', 9, 'new'],
      [2, 'waiting', 9, 'key-2'],
    ]);
    expect(changed[0]).not.toHaveProperty('refusal');
    const later = sentAgain(steps, { ...visit, status: 'en_route', version: 9 }, () => 'new');
    expect([later.changed.map(({ seq }) => seq), later.overtaken.map(({ seq }) => seq)]).toEqual([[2], [1]]);
  });
});
