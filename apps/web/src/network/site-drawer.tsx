import { Link } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useHasRole, useSeesOffers } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Drawer } from '../ui/drawer.js';
import { Facts } from '../ui/facts.js';
import { siteTones } from '../ui/labels.js';
import { Loaded } from '../ui/states.js';
import { type Site, useSite } from './queries.js';
import { TerritoryMap } from './side-map.js';
import { SiteLoad } from './site-load.js';
import { SiteOffers } from './site-offers.js';
import { SitePeople } from './site-people.js';
import { SiteScore } from './site-score.js';
import { SiteStanding } from './site-standing.js';

/** Everything about one site: how it stands, how it does, how full it is, what it has to answer, and the area it serves. */
export default function SiteDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts();
  const query = useSite(id);
  return (
    <Drawer title={query.data?.name ?? texts.orders.site} onClose={onClose}>
      <Loaded query={query}>{(site) => <Body site={site} />}</Loaded>
    </Drawer>
  );
}

function Body({ site }: { site: Site }) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const seesScore = useHasRole('quality_engineer', 'supervisor', 'dispatcher', 'planner', 'site_manager');
  const seesOffers = useSeesOffers();
  const seesTimeline = useHasRole('dispatcher', 'supervisor', 'site_manager');
  const { network } = texts;
  const hours = Map.groupBy(site.openingHours, ({ weekday }) => weekday);
  return (
    <>
      <p className="badges">
        <Badge tone={siteTones[site.status]}>{network.status[site.status]}</Badge>
        <Badge>{network.kind[site.kind]}</Badge>
        {site.score !== undefined && <Badge>{network.scored(format.number(site.score))}</Badge>}
      </p>
      <p className="badges links">
        {seesTimeline && <Link to={`/app/timeline?site=${site.id}`}>{texts.pages.timeline}</Link>}
        <Link to={`/app/orders?siteId=${site.id}`}>{texts.pages.orders}</Link>
      </p>
      <Facts
        facts={[
          [network.code, site.code],
          [network.place, site.place.locality],
          [network.territory, site.territory ? network.drawn : network.radius(format.kilometres(site.radiusMetres))],
          [
            network.openingHours,
            [...hours]
              .toSorted(([one], [other]) => one - other)
              .map(
                ([weekday, spans]) =>
                  `${format.weekday(weekday)} ${spans.map(({ from, to }) => `${from}–${to}`).join(', ')}`,
              )
              .join('; '),
          ],
          [network.categories, (site.categories as unknown as string[]).map(categoryName).join(', ')],
        ]}
      />
      <TerritoryMap site={site} />
      <SiteLoad site={site} />
      {seesOffers && <SiteOffers site={site} />}
      {seesScore && <SiteScore siteId={site.id} />}
      <SitePeople siteId={site.id} />
      <SiteStanding site={site} />
    </>
  );
}
