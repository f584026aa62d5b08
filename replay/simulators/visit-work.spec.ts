import { faultsOfCategory } from '../../apps/standalone/src/demo/world/catalogue/catalogue.js';
import type { HiddenTruth } from '../truth.js';
import type { VisitLuck } from './site-habits.js';
import { type HeldLine, type Visitor, work } from './visit-work.js';

const now = Date.parse('2026-03-02T10:00:00Z');
const fault = faultsOfCategory('vacuum').find(({ code }) => code === 'motor')!;
const truth: HiddenTruth = { fault, level: 3, partIds: ['motor'], repairable: true, workMinutes: 50 };
const visitor: Visitor = { siteId: 'site', technicianId: 'van', level: 3 };
const luck: VisitLuck = { noAccess: false, lateMinutes: 0, forgetsDeparture: false, stepsDone: 6 };
const held = (changes: Partial<HeldLine> = {}): HeldLine => ({
  partId: 'motor',
  quantity: 1,
  state: 'held',
  locationId: 'site',
  availableAt: '2026-03-02T09:00:00Z',
  ...changes,
});
const outcome = (changes: Partial<HiddenTruth>, lines: HeldLine[], who: Partial<Visitor> = {}) =>
  work({ ...truth, ...changes }, { ...visitor, ...who }, lines, luck, now).outcome;

describe('a visit', () => {
  it('succeeds with the level and the parts at hand, at the site or in the van', () => {
    expect(outcome({}, [held()])).toBe('repaired');
    expect(outcome({}, [held({ locationId: 'van' })])).toBe('repaired');
    expect(outcome({}, [held({ partId: 'newer motor', wantedPartId: 'motor' })])).toBe('repaired');
  });

  it('fails below the level, whatever is at hand', () => {
    expect(outcome({}, [held()], { level: 2 })).toBe('level_too_low');
  });

  it.each([
    ['nothing is held', []],
    ['the part lies elsewhere', [held({ locationId: 'central' })]],
    ['the part comes tomorrow', [held({ availableAt: '2026-03-03T09:00:00Z' })]],
    ['the part is short', [held({ state: 'short' })]],
    ['another part is held', [held({ partId: 'belt' })]],
  ])('misses the part when %s', (_, lines) => {
    expect(work(truth, visitor, lines, luck, now).body).toMatchObject({
      outcome: 'part_missing',
      partsMissing: [{ partId: 'motor', quantity: 1 }],
    });
  });

  it('asks for all its parts again when one of two is missing, and gives back what it does not need', () => {
    const lines = [held(), held({ partId: 'belt' })];
    expect(work({ ...truth, partIds: ['motor', 'kit'] }, visitor, lines, luck, now).body).toMatchObject({
      outcome: 'part_missing',
      partsMissing: [
        { partId: 'motor', quantity: 1 },
        { partId: 'kit', quantity: 1 },
      ],
      partsUnused: [{ partId: 'belt', quantity: 1 }],
    });
  });

  it('cannot mend what is beyond repair', () => {
    expect(outcome({ repairable: false }, [held()])).toBe('beyond_repair');
  });

  it('gives back what it did not need', () => {
    expect(work({ ...truth, partIds: [] }, visitor, [held()], luck, now).body).toMatchObject({
      outcome: 'repaired',
      partsUsed: [],
      partsUnused: [{ partId: 'motor', quantity: 1 }],
    });
  });
});
