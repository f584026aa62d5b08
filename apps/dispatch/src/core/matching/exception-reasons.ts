import { minuteMs } from '../time/zones.js';
import { refusalHours, type Rejection, type RuleName } from './rules.js';

/** Why nobody can do an order, most telling first: rules about people of the sites in reach before rules about sites out of reach. */
export function exceptionReasons(rejected: readonly Rejection[]): RuleName[] {
  const counts = new Map<RuleName, number>();
  for (const { rule } of rejected) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const inReach = [...counts].filter(([rule]) => !outOfReach.has(rule));
  const telling = inReach.length > 0 ? inReach : [...counts];
  return telling
    .sort(([, one], [, other]) => other - one)
    .slice(0, 5)
    .map(([rule]) => rule);
}

const outOfReach: ReadonlySet<RuleName> = new Set(['territory', 'category', 'site-not-active', 'technician-inactive']);

const firstPauseMinutes = 15;
const longestPauseMinutes = 240;

/** When to look again though nothing has changed: after 15 minutes, twice as long each time up to 4 hours, or when a site may be asked again. */
export function tryAgainAt(rejected: readonly Rejection[], attempts: number, now: Date): Date {
  const pause = Math.min(firstPauseMinutes * 2 ** Math.max(0, attempts - 1), longestPauseMinutes) * minuteMs;
  const ends = rejected
    .filter(({ rule }) => rule === 'refused-recently')
    .map(({ numbers }) => Date.parse(String(numbers['until'])))
    .filter((end) => end > now.getTime() && end <= now.getTime() + refusalHours * 60 * minuteMs);
  return new Date(Math.min(now.getTime() + pause, ...ends));
}

/** Rules that a freed hour of a technician may lift. */
export const liftedByFreeTime: readonly RuleName[] = ['capacity', 'no-gap', 'no-working-time'];
