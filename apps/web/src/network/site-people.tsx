import { Link } from 'react-router';
import { useTechnicians } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { Badge } from '../ui/badge.js';
import { useSideLinks } from './links.js';

/** The technicians of a site; who is away now is marked. */
export function SitePeople({ siteId }: { siteId: string }) {
  const { network: texts } = useTexts();
  const links = useSideLinks();
  const now = useNow();
  const { data = [] } = useTechnicians();
  const people = data.filter((one) => one.siteId === siteId && one.active);
  const isAway = (from: string, to: string) => Date.parse(from) <= now && now < Date.parse(to);
  return (
    <section>
      <h3>{texts.technicians(people.length)}</h3>
      <ul className="plain rows">
        {people.map(({ id, name, absences }) => (
          <li key={id}>
            <Link to={links.technician(id)}>{name}</Link>{' '}
            {absences.some(({ from, to }) => isAway(from, to)) && <Badge tone="warn">{texts.awayNow}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}
