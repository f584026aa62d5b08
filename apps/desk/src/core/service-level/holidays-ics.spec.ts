import fc from 'fast-check';
import { holidaysOf } from './holidays-ics.js';
import { IcsFault } from './ics-lines.js';

const file = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
const days = (...events: string[][]) => holidaysOf(file(...events), '2026-01-01', '2031-12-31');
/** What is said about a file that is refused. */
function fault(text: string): string {
  try {
    holidaysOf(text, '2026-01-01', '2031-12-31');
    return 'nothing';
  } catch (error) {
    if (error instanceof IcsFault) return error.message;
    throw error;
  }
}

describe('the holidays of an iCalendar file', () => {
  it('are the whole days of its events: one day, up to the day before the end, or for a number of days', () => {
    expect(days(['SUMMARY:New Year', 'DTSTART;VALUE=DATE:20260101'])).toEqual(['2026-01-01']);
    expect(days(['DTSTART;VALUE=DATE:20261001', 'DTEND;VALUE=DATE:20261004'])).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
    ]);
    expect(days(['DTSTART:20261230', 'DURATION:P3D'])).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
    expect(days(['DTSTART:20260228', 'DURATION:P1W']).at(-1)).toBe('2026-03-06');
  });

  it('come again each year as far as is looked, or as often and as long as the rule says', () => {
    const christmas = (rule: string) => days(['DTSTART;VALUE=DATE:20201225', `RRULE:${rule}`]);
    expect(christmas('FREQ=YEARLY')).toEqual([2026, 2027, 2028, 2029, 2030, 2031].map((year) => `${year}-12-25`));
    expect(christmas('FREQ=YEARLY;COUNT=8')).toEqual(['2026-12-25', '2027-12-25']);
    expect(christmas('FREQ=YEARLY;UNTIL=20271224T235959Z')).toEqual(['2026-12-25']);
    expect(christmas('FREQ=YEARLY;INTERVAL=4;WKST=MO;')).toEqual(['2028-12-25']);
    expect(days(['DTSTART:20240229', 'RRULE:FREQ=YEARLY'])).toEqual(['2028-02-29']);
    expect(days(['DTSTART:20251231', 'DTEND:20260102', 'RRULE:FREQ=YEARLY;COUNT=2'])).toEqual([
      '2026-01-01',
      '2026-12-31',
      '2027-01-01',
    ]);
  });

  it('may fall on the nth weekday of a month, from its beginning or its end', () => {
    const until2027 = (start: string, rule: string) =>
      days([`DTSTART:${start}`, `RRULE:FREQ=YEARLY;UNTIL=20271231;${rule}`]);
    expect(until2027('20241128', 'BYMONTH=11;BYDAY=4TH')).toEqual(['2026-11-26', '2027-11-25']);
    expect(until2027('20240527', 'BYMONTH=5;BYDAY=-1MO')).toEqual(['2026-05-25', '2027-05-31']);
    expect(until2027('20240131', 'BYMONTH=1;BYMONTHDAY=-1')).toEqual(['2026-01-31', '2027-01-31']);
  });

  it('are without the days that were taken out or called off, with those that were added, each once', () => {
    const event = [
      'DTSTART:20260501',
      'RRULE:FREQ=YEARLY;COUNT=3',
      'EXDATE;VALUE=DATE:20270501',
      'RDATE;VALUE=DATE:20260504',
    ];
    const calledOff = ['DTSTART:20260601', 'STATUS:CANCELLED'];
    expect(days(event, calledOff, ['DTSTART:20260501'])).toEqual(['2026-05-01', '2026-05-04', '2028-05-01']);
  });

  it('are read whatever the line ends, continued lines and what else stands in the file', () => {
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'DTSTART:20260909T100000Z', 'END:VALARM'];
    const zone = ['BEGIN:VTIMEZONE', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'END:STANDARD', 'END:VTIMEZONE'];
    const event = [
      'SUMMARY;LANGUAGE="a:b;c":Labour',
      ' \tDay: a day off',
      'DTSTART;VALUE=',
      ' DATE:2026',
      '\t0501',
      ...alarm,
    ];
    const text = ['BEGIN:VCALENDAR', ...zone, 'BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR', ''];
    for (const end of ['\r\n', '\n', '\r'])
      expect(holidaysOf(`\uFEFF${text.join(end)}`, '2026-01-01', '2026-12-31')).toEqual(['2026-05-01']);
  });

  it.each([
    [file(['DTSTART:20260101T090000Z']), 'line 4: DTSTART has a time of day'],
    [file(['SUMMARY:x', 'DTSTART:20260230']), "line 5: DTSTART '20260230' is no day"],
    [file(['SUMMARY:x']), 'line 3: the event has no DTSTART'],
    [file(['DTSTART:20260102', 'DTEND:20260101']), 'line 5: DTEND lies before DTSTART'],
    [file(['DTSTART:20260102', 'DTEND:20270101']), 'line 5: DTEND makes 364 days of it'],
    [file(['DTSTART:20260102', 'DURATION:PT9H']), "line 5: DURATION 'PT9H' is no number of days"],
    [file(['DTSTART:18991231']), 'line 4: DTSTART lies before 1900'],
    [file(['DTSTART:20260102', 'RRULE:FREQ=WEEKLY']), 'line 5: RRULE has FREQ=WEEKLY'],
    [file(['DTSTART:20260102', 'RRULE:FREQ=YEARLY;BYSETPOS=1']), 'line 5: RRULE has BYSETPOS'],
    [file(['DTSTART:20260102', 'RRULE:FREQ=YEARLY;BYDAY=1MO']), 'line 5: RRULE has BYDAY=1MO'],
    [file(['DTSTART:20260102', 'RRULE:FREQ=YEARLY;INTERVAL=0']), 'line 5: RRULE has INTERVAL=0'],
    [file(['DTSTART:20260102', 'RECURRENCE-ID:20250102']), 'line 5: RECURRENCE-ID changes one day'],
    ['DTSTART:20260102', 'line 1: is no iCalendar file'],
    ['', 'line 1: is no iCalendar file'],
    ['<!doctype html>', "line 1: '<!doctype html>' is no line"],
    [' x', 'line 1: goes on with a line that is not there'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101', 'line 2: VEVENT does not end'],
    ['BEGIN:VCALENDAR\nEND:VEVENT', 'line 2: END:VEVENT ends nothing'],
  ])('says in which line %j is wrong', (text, said) => {
    expect(fault(text)).toContain(said);
  });

  it('are refused where there are too many of them', () => {
    const events = Array.from({ length: 2_001 }, () => ['DTSTART:20260101']);
    expect(fault(file(...events))).toBe(`line ${2 + 3 * 2_000 + 1}: there are more than 2000 events`);
  });

  it('lie in what is asked for, sorted, whatever the file; a file is read or refused with a line', () => {
    const part = fc.constantFrom(
      ...[
        'BEGIN:VCALENDAR',
        'BEGIN:VEVENT',
        'END:VEVENT',
        'END:VCALENDAR',
        'DTSTART:20260501',
        'DTSTART:20260501T1',
        'DTEND:20260503',
      ],
      ...[
        'RRULE:FREQ=YEARLY',
        'RRULE:FREQ=YEARLY;COUNT=2',
        'EXDATE:20260501',
        'X;Y="a',
        ' z',
        '',
        'STATUS:CANCELLED',
        'DURATION:P2D',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (lines) => {
        const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\n');
        const said = fault(text);
        const found = said === 'nothing' ? holidaysOf(text, '2026-01-01', '2031-12-31') : [];
        expect(said).toMatch(/^(nothing$|line \d+: .)/);
        expect(found).toEqual([...new Set(found)].sort());
        expect(found.every((day) => day >= '2026-01-01' && day <= '2031-12-31')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
