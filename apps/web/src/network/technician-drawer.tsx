import { Link } from 'react-router';
import { useSiteOf } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { viewerZone } from '../time/zones.js';
import { Badge } from '../ui/badge.js';
import { Drawer } from '../ui/drawer.js';
import { Loaded } from '../ui/states.js';
import { Absences } from './absences.js';
import { DayRoute } from './day-route.js';
import { useSideLinks } from './links.js';
import { type Technician, useTechnician } from './queries.js';
import { Abilities, Shifts } from './technician-facts.js';

/** Everything about one technician: the day, what he may do, when he works. */
export default function TechnicianDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts();
  const query = useTechnician(id);
  return (
    <Drawer title={query.data?.name ?? texts.visits.technician} onClose={onClose}>
      <Loaded query={query}>{(technician) => <Body technician={technician} />}</Loaded>
    </Drawer>
  );
}

function Body({ technician }: { technician: Technician }) {
  const { network: texts } = useTexts();
  const links = useSideLinks();
  const site = useSiteOf()(technician.siteId);
  const zone = site?.place.timeZone ?? viewerZone();
  return (
    <>
      <p className="badges">
        {!technician.active && <Badge tone="bad">{texts.inactive}</Badge>}
        <Link to={links.site(technician.siteId)}>{site?.name ?? '…'}</Link>
        {technician.van && <span className="muted">{texts.van(technician.van)}</span>}
      </p>
      <DayRoute technician={technician} zone={zone} />
      <Abilities technician={technician} zone={zone} />
      <Shifts technician={technician} />
      <Absences technician={technician} zone={zone} />
    </>
  );
}
