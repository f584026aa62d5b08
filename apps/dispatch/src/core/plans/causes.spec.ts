import { type Cause, mergeCauses, mostCauses, reasonOf } from './causes.js';
import { daysOf } from './days.js';

const cause = (event: Cause['event'], minute: number, given: Partial<Cause> = {}): Cause => ({
  event,
  at: `2026-03-02T01:${String(minute).padStart(2, '0')}:00.000Z`,
  ...given,
});

describe('causes of an improvement', () => {
  it('are one for the same thing, the newer one, the weightiest first', () => {
    const merged = mergeCauses(
      [cause('cancelled', 1, { visitId: 'v' }), cause('technician-absent', 2, { technicianId: 'li' })],
      [
        cause('cancelled', 3, { visitId: 'w' }),
        cause('technician-absent', 4, { technicianId: 'li' }),
        cause('urgent', 5, { repairOrderId: 'o' }),
      ],
    );
    expect(merged.map(({ event, at }) => `${event} ${at.slice(14, 16)}`)).toEqual([
      'technician-absent 04',
      'urgent 05',
      'cancelled 03',
      'cancelled 01',
    ]);
    expect(reasonOf(merged)).toBe(
      'improvement of the day: a technician is absent, an urgent order, a visit was cancelled',
    );
  });

  it('are bounded, and an absence never falls behind cancelled visits', () => {
    const many = Array.from({ length: 40 }, (_, index) => cause('cancelled', index, { visitId: String(index) }));
    const merged = mergeCauses(many, [cause('technician-absent', 0, { technicianId: 'li' })]);
    expect(merged).toHaveLength(mostCauses);
    expect(merged[0]?.event).toBe('technician-absent');
  });
});

describe('days of an improvement', () => {
  it.each([
    [['2026-03-04', '2026-03-01', '2026-03-03'], '2026-03-03', '2026-03-04'],
    [['2026-03-02', '2026-05-01'], '2026-03-02', '2026-03-15'],
  ])('of %j from the 2nd on are %s to %s', (days, firstDay, lastDay) => {
    expect(daysOf(days, '2026-03-02')).toEqual({ firstDay, lastDay });
  });

  it('are none when all are over', () => {
    expect(daysOf(['2026-03-01'], '2026-03-02')).toBeUndefined();
  });
});
