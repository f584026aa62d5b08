import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { addDays, startOfDay } from '../time/zones.js';
import { Loaded } from '../ui/states.js';
import { useBoardVisits } from '../visits/board-visits.js';
import { loadOf } from './load.js';
import type { Site } from './queries.js';

const days = 7;

/** Visits of the coming days against how many the site takes a day. */
export function SiteLoad({ site }: { site: Site }) {
  const { network: texts } = useTexts();
  const format = useFormat();
  const zone = site.place.timeZone;
  const from = startOfDay(useNow(), zone);
  const until = addDays(from, days, zone);
  const query = useBoardVisits(new Date(from).toISOString(), new Date(until).toISOString(), site.id);
  const { dailyCapacity } = site;
  return (
    <section>
      <h3>{texts.load}</h3>
      <p className="muted">{texts.capacity(format.number(dailyCapacity))}</p>
      <Loaded query={query}>
        {(visits) => (
          <ul className="plain meters">
            {loadOf(visits, { from, days, dailyCapacity, zone }).map(({ midnight, visits: count, share = 0 }) => (
              <li key={midnight}>
                <span>{format.day(midnight, zone)}</span>
                <span className={`meter ${share >= 1 ? 'full' : ''}`} aria-hidden="true">
                  <span style={{ width: `${Math.min(100, 100 * share)}%` }} />
                </span>
                <strong>{format.number(count)}</strong>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
