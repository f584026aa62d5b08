import { Link, useSearchParams } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { usePartName, useParts } from '../api/lookups.js';
import { PartFilter } from '../planner/part-filter.js';
import { isPlanned } from '../planner/places.js';
import { useLocationName, useLocations } from '../planner/queries.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { PagedTable } from '../ui/paged-table.js';
import { Loading } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import type { Forecast, ForecastFilter } from './queries.js';
import { methodName } from './reasons.js';

const pageSize = 200;
const days = 30;

/** Every item-location that a published run has planned, however many there are. */
export function ItemGrid() {
  const texts = useTexts();
  const { itemLocations, planner } = texts;
  useTitle(texts.pages.parts);
  const partName = usePartName();
  const locationName = useLocationName();
  const { filter, isKnown } = useFilter();
  const heads = itemLocations.columns;
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.parts}</h1>
        <span className="muted">{itemLocations.all}</span>
      </header>
      <Filters />
      {isKnown ? (
        <PagedTable
          key={JSON.stringify(filter)}
          empty={itemLocations.none}
          columns={[
            { label: planner.columns.part, width: 3 },
            { label: planner.columns.location, width: 2 },
            { label: heads.class, width: 1.2 },
            { label: heads.method, width: 2.5 },
            { label: heads.monthly, isNumber: true, width: 1.2 },
            { label: heads.target, isNumber: true },
          ]}
          list={{
            queryKey: ['forecasts', 'pages', filter],
            pageSize,
            read: (cursor, signal) =>
              answerOf(
                api.GET('/api/v1/forecasts', { params: { query: { limit: pageSize, ...filter, cursor } }, signal }),
              ),
          }}
        >
          {(forecast) => <ForecastCells {...{ forecast, partName, locationName }} />}
        </PagedTable>
      ) : (
        <Loading />
      )}
    </>
  );
}

/** What the address asks for; a part is known by its number once the catalogue is there. */
function useFilter(): { filter: ForecastFilter; isKnown: boolean } {
  const [parameters] = useSearchParams();
  const { data: parts } = useParts();
  const number = parameters.get('part') ?? '';
  const part = parts?.find((one) => one.number === number);
  const [demandClass, locationId] = [parameters.get('class'), parameters.get('place')];
  return {
    isKnown: number === '' || parts !== undefined,
    filter: {
      ...(part && { partId: part.id }),
      ...(locationId && { locationId }),
      ...(demandClass && { demandClass: demandClass as Forecast['demandClass'] }),
    },
  };
}

function Filters() {
  const { itemLocations, planner, common } = useTexts();
  const [parameters] = useSearchParams();
  const choose = useAddressFilter();
  const { data: places = [] } = useLocations();
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <PartFilter number={parameters.get('part') ?? ''} onChange={(number) => choose('part', number)} />
      <Field label={planner.columns.location}>
        <select value={parameters.get('place') ?? ''} onChange={({ target }) => choose('place', target.value)}>
          <Options none={common.all} of={named(places.filter(isPlanned))} />
        </select>
      </Field>
      <Field label={itemLocations.columns.class}>
        <select value={parameters.get('class') ?? ''} onChange={({ target }) => choose('class', target.value)}>
          <Options none={common.all} of={Object.entries(itemLocations.demandClass)} />
        </select>
      </Field>
    </form>
  );
}

interface ForecastCellsProps {
  forecast: Forecast;
  partName: (id: string) => string;
  locationName: (id: string) => string;
}

function ForecastCells({ forecast, partName, locationName }: ForecastCellsProps) {
  const { itemLocations: texts, planner } = useTexts();
  const format = useFormat();
  const { partId, locationId, demandClass, method, meanPerDay, targetShare } = forecast;
  const heads = texts.columns;
  return (
    <>
      <th scope="row" data-label={planner.columns.part}>
        <Link to={`/app/parts/${partId}/${locationId}`}>{partName(partId)}</Link>
      </th>
      <td data-label={planner.columns.location}>{locationName(locationId)}</td>
      <td data-label={heads.class}>{texts.demandClass[demandClass]}</td>
      <td data-label={heads.method}>{methodName(method, texts)}</td>
      <td data-label={heads.monthly} className="number">
        {format.precise(meanPerDay * days)}
      </td>
      <td data-label={heads.target} className="number">
        {format.percent(targetShare)}
      </td>
    </>
  );
}
