import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { wallTime } from '../time/zones.js';
import { Badge, type Tone } from '../ui/badge.js';
import { Facts } from '../ui/facts.js';
import type { Technician } from './queries.js';

/** Whoever must renew a paper needs some weeks. */
const soonMilliseconds = 60 * 86_400_000;

/** Skills with their level, and papers with the day until which they hold. */
export function Abilities({ technician, zone }: { technician: Technician; zone: string }) {
  const texts = useTexts();
  const format = useFormat();
  const now = useNow();
  const { skills, certificates } = technician;
  const today = wallTime(now, zone).slice(0, 10);
  const soon = wallTime(now + soonMilliseconds, zone).slice(0, 10);
  const toneOf = (expiresOn: string): Tone => (expiresOn < today ? 'bad' : expiresOn < soon ? 'warn' : 'plain');
  return (
    <section>
      <h3>{texts.network.skills}</h3>
      <p className="badges">
        {skills.map(({ skill, level }) => (
          <Badge key={skill}>
            {texts.skills[skill] ?? skill} {texts.orders.level(level)}
          </Badge>
        ))}
        {skills.length === 0 && <span className="muted">{texts.network.noSkills}</span>}
      </p>
      {certificates.length > 0 && (
        <>
          <h3>{texts.network.certificates}</h3>
          <ul className="plain rows">
            {certificates.map(({ certificate, expiresOn }) => (
              <li key={certificate}>
                {texts.network.certificate[certificate] ?? certificate}{' '}
                <Badge tone={toneOf(expiresOn)}>
                  {(expiresOn < today ? texts.network.expired : texts.network.holdsUntil)(
                    format.date(`${expiresOn}T00:00:00Z`, 'UTC'),
                  )}
                </Badge>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** When he works, by day of the week; on the clock of the site. */
export function Shifts({ technician: { shifts } }: { technician: Technician }) {
  const { network: texts } = useTexts();
  const format = useFormat();
  const spans = Map.groupBy(
    shifts.toSorted((one, other) => one.weekday - other.weekday || one.from.localeCompare(other.from)),
    ({ weekday }) => weekday,
  );
  return (
    <section>
      <h3>{texts.shifts}</h3>
      {spans.size === 0 && <p className="muted">{texts.noShifts}</p>}
      <Facts
        facts={[...spans].map(
          ([weekday, ofDay]) =>
            [format.weekday(weekday), ofDay.map(({ from, to }) => `${from}–${to}`).join(', ')] as const,
        )}
      />
    </section>
  );
}
