import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useSites } from '../api/lookups.js';
import { useSideLinks, withoutSide } from '../network/links.js';
import { OrderDrawer } from '../orders/order-drawer.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemPanel } from '../ui/states.js';
import { useListKeys } from '../ui/use-list-keys.js';
import { useTitle } from '../ui/use-title.js';
import { SavedViews } from '../views/saved-views.js';
import { MapCanvas } from './map-canvas.js';
import { MapList } from './map-list.js';
import { mapKinds, type MapPoint, orderIdOf, wordsOf } from './points.js';
import { useMapPoints } from './queries.js';

/** Sites, orders that need attention and where technicians go next, on a map and as a list; what is shown is in the address. */
export default function MapPage() {
  const texts = useTexts();
  const { map } = texts.dispatch;
  useTitle(texts.pages.map);
  useListKeys(texts.pages.map, '.map-list li a');
  const { orderId } = useParams();
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const { siteId: ownSiteId } = useMe();
  const siteId = ownSiteId ?? parameters.get('site') ?? undefined;
  const { points, orders } = useMapPoints(siteId);
  const [here, setHere] = useState<ReadonlySet<string>>();
  const hidden = useMemo(() => new Set(parameters.getAll('hide')), [parameters]);
  const search = (parameters.get('search') ?? '').trim().toLowerCase();
  const shown = useMemo(
    () => points.filter((point) => !hidden.has(point.kind) && wordsOf(point).toLowerCase().includes(search)),
    [points, hidden, search],
  );
  const listed = useMemo(
    () => shown.filter(({ id }) => !here || here.has(id)).toReversed(), // the most pressing first
    [shown, here],
  );
  const links = useSideLinks();
  const kept = withoutSide(parameters);
  const query = kept.size > 0 ? `?${kept}` : '';
  const linkTo = useCallback((id: string) => `/app/map/${id}${query}`, [query]);
  const pick = (picked: readonly MapPoint[]) => {
    const [only] = picked;
    const id = only && orderIdOf(only);
    if (only && picked.length === 1) void navigate(id ? linkTo(id) : links.site(only.id));
    setHere(picked.length > 1 ? new Set(picked.map((point) => point.id)) : undefined);
  };
  const choose = (change: (after: URLSearchParams) => void) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        change(after);
        return after;
      },
      { replace: true },
    );
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.map}</h1>
        <SavedViews page="map" />
        <Filters parameters={parameters} hidden={hidden} choose={choose} isOwn={ownSiteId !== undefined} />
      </header>
      {orders.error && <ProblemPanel problem={orders.error} retry={() => void orders.refetch()} />}
      <div className="map-board">
        <MapCanvas
          points={shown}
          openId={orderId && shown.find((point) => orderIdOf(point) === orderId)?.id}
          onPick={pick}
        />
        <section className="map-list" aria-labelledby="map-list">
          <h2 id="map-list">{here ? map.here(listed.length) : map.list(listed.length)}</h2>
          {here && <button onClick={() => setHere(undefined)}>{map.everywhere}</button>}
          {orders.isLoading ? (
            <p className="loading">{texts.common.loading}</p>
          ) : (
            <MapList points={listed} openOrderId={orderId} linkTo={linkTo} />
          )}
        </section>
      </div>
      {orderId && <OrderDrawer key={orderId} id={orderId} onClose={() => void navigate(`/app/map${query}`)} />}
    </>
  );
}

interface FiltersProps {
  parameters: URLSearchParams;
  hidden: ReadonlySet<string>;
  choose: (change: (after: URLSearchParams) => void) => void;
  /** A site sees its own things anyway. */
  isOwn: boolean;
}

function Filters({ parameters, hidden, choose, isOwn }: FiltersProps) {
  const texts = useTexts();
  const { map } = texts.dispatch;
  const { data: sites = [] } = useSites();
  const search = parameters.get('search') ?? '';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // the address follows what is typed, a moment later; it leads when a view is opened
    if (field.current && field.current !== document.activeElement) field.current.value = search;
  }, [search]);
  const set = (name: string, value: string) => choose((after) => (value ? after.set(name, value) : after.delete(name)));
  return (
    <form className="filters" aria-label={map.show} onSubmit={(event) => event.preventDefault()}>
      <label>
        <span className="hidden">{map.search}</span>
        <input
          type="search"
          placeholder={map.search}
          ref={field}
          defaultValue={search}
          onChange={({ target }) => set('search', target.value)}
        />
      </label>
      {!isOwn && (
        <label>
          <span className="hidden">{texts.orders.site}</span>
          <select value={parameters.get('site') ?? ''} onChange={({ target }) => set('site', target.value)}>
            <option value="">{texts.timeline.allSites}</option>
            {sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <fieldset className="legend">
        <legend className="hidden">{map.show}</legend>
        {mapKinds.map((kind) => (
          <label key={kind} className="choice">
            <input
              type="checkbox"
              checked={!hidden.has(kind)}
              onChange={({ target }) =>
                choose((after) => (target.checked ? after.delete('hide', kind) : after.append('hide', kind)))
              }
            />{' '}
            <span className={`mark map-${kind}`} aria-hidden="true" />
            {map.kinds[kind]}
          </label>
        ))}
      </fieldset>
    </form>
  );
}
