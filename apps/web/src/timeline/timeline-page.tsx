import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useSiteOf, useSites } from '../api/lookups.js';
import { withoutSide } from '../network/links.js';
import { OrderDrawer } from '../orders/order-drawer.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { addDays, startOfDay, viewerZone } from '../time/zones.js';
import { useKeys } from '../ui/use-keys.js';
import { useTitle } from '../ui/use-title.js';
import { SavedViews } from '../views/saved-views.js';
import { filterNames, filterOf, isFiltered } from './board-filter.js';
import { BoardFilters } from './board-filters.js';
import { type ScaleName, scales } from './geometry.js';
import { Timeline } from './timeline.js';

const names = Object.keys(scales) as ScaleName[];

/** Technicians and their visits over the hours; day, width and site are in the address. */
export default function TimelinePage() {
  const texts = useTexts();
  const format = useFormat();
  useTitle(texts.pages.timeline);
  const [parameters, setParameters] = useSearchParams();
  const { siteId: ownSiteId } = useMe();
  const { data: sites = [] } = useSites();
  const siteId = ownSiteId ?? parameters.get('site') ?? undefined;
  const zone = useBoardZone(siteId);
  const scaleName = names.find((name) => name === parameters.get('scale')) ?? 'day';
  const { days, hourWidth, tickMinutes, step } = scales[scaleName];
  const today = startOfDay(useNow(), zone);
  const shift = Number(parameters.get('days')) || 0;
  const from = addDays(today, shift, zone);
  const to = addDays(from, days, zone);
  const span = useMemo(() => ({ from, to, hourWidth }), [from, to, hourWidth]);
  const orderId = parameters.get('order');
  const search = parameters.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(search)), [search]);
  const [isOpened, setOpened] = useState<boolean>();
  const showsFilters = isOpened ?? isFiltered(filter);
  const flipFilters = () => setOpened(!showsFilters);
  const withParameter = (name: string, value: string | undefined) => {
    const after = new URLSearchParams(parameters);
    if (value) after.set(name, value);
    else after.delete(name);
    return after;
  };
  const linkTo = (name: string, value: string | undefined) => `?${withParameter(name, value)}`;
  const goTo = (name: string, value: string | undefined) => () => setParameters(withParameter(name, value));
  useKeys(texts.timeline.when, [
    { keys: ['['], label: texts.timeline.earlier, does: goTo('days', String(shift - step)) },
    { keys: [']'], label: texts.timeline.later, does: goTo('days', String(shift + step)) },
    { keys: ['f'], label: texts.orders.filters.title, does: flipFilters },
    { keys: ['t'], label: texts.visits.today, does: goTo('days', undefined) },
    ...names.map((name, index) => ({
      keys: [String(index + 1)],
      label: `${texts.timeline.width}: ${texts.timeline.scales[name]}`,
      does: goTo('scale', name),
    })),
  ]);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.timeline}</h1>
        <nav className="tabs" aria-label={texts.timeline.when}>
          <Link to={linkTo('days', String(shift - step))} aria-label={texts.timeline.earlier}>
            ‹
          </Link>
          <Link to={linkTo('days', undefined)}>{texts.visits.today}</Link>
          <Link to={linkTo('days', String(shift + step))} aria-label={texts.timeline.later}>
            ›
          </Link>
        </nav>
        <strong>
          {days === 1 ? format.day(from, zone) : `${format.day(from, zone)} – ${format.day(to - 1, zone)}`}
        </strong>
        <nav className="tabs" aria-label={texts.timeline.width}>
          {names.map((name) => (
            <Link key={name} to={linkTo('scale', name)} aria-current={name === scaleName && 'page'}>
              {texts.timeline.scales[name]}
            </Link>
          ))}
        </nav>
        {!ownSiteId && (
          <label className="inline">
            <span className="hidden">{texts.orders.site}</span>
            <select value={siteId ?? ''} onChange={({ target }) => setParameters(withParameter('site', target.value))}>
              <option value="">{texts.timeline.allSites}</option>
              {sites.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button aria-expanded={showsFilters} aria-keyshortcuts="f" onClick={flipFilters}>
          {texts.orders.filters.title}
          {isFiltered(filter) && ` (${filterNames.filter((name) => filter[name]).length})`}
        </button>
        <SavedViews page="timeline" />
        {zone !== viewerZone() && <span className="muted">{texts.common.inZone(zone)}</span>}
      </header>
      {showsFilters && <BoardFilters />}
      <Timeline
        span={span}
        tickMinutes={tickMinutes}
        zone={zone}
        siteId={siteId}
        filter={filter}
        onOpen={(id) => setParameters(withoutSide(withParameter('order', id)))}
      />
      {orderId && (
        <OrderDrawer key={orderId} id={orderId} onClose={() => setParameters(withParameter('order', undefined))} />
      )}
    </>
  );
}

/** The clock of the board: that of the chosen site, else of all sites if they share one, else the viewer's. */
function useBoardZone(siteId: string | undefined): string {
  const { data: sites = [] } = useSites();
  const chosen = useSiteOf()(siteId)?.place.timeZone;
  const all = new Set(sites.map(({ place }) => place.timeZone));
  const [only] = all;
  return chosen ?? (all.size === 1 && only ? only : viewerZone());
}
