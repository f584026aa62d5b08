import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { usePartName, useParts } from '../api/lookups.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { PagedTable } from '../ui/paged-table.js';
import { Loading } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { signed } from './count.js';
import { CountDialog, type CountedItem } from './count-dialog.js';
import { PartFilter } from './part-filter.js';
import { PolicyOf } from './policy-of.js';
import { isCounted } from './places.js';
import { type LevelFilter, useLocationName } from './queries.js';
import { useAddressFilter } from './use-address-filter.js';

const pageSize = 200;

/** What lies where: of one part everywhere, or of one kind of location; what is counted there is put in. */
export default function StockPage() {
  const texts = useTexts();
  useTitle(texts.pages.stock);
  const plans = useHasRole('planner');
  const [parameters] = useSearchParams();
  const choose = useAddressFilter();
  const partName = usePartName();
  const locationName = useLocationName();
  const format = useFormat();
  /** `any` is chosen in the dialog. */
  const [counting, setCounting] = useState<CountedItem | 'any'>();
  const [counted, setCounted] = useState<Schemas['StockCorrection']>();
  const { data: parts } = useParts();
  const number = parameters.get('part') ?? '';
  const chosen = parts?.find((part) => part.number === number);
  const kind = parameters.get('kind') as LevelFilter['locationKind'] | null;
  const filter = { ...(chosen && { partId: chosen.id }), ...(kind && { locationKind: kind }) };
  const heads = texts.planner.columns;
  const numbers = [heads.onHand, heads.reserved, heads.available, heads.onOrder, heads.position];
  const columns = [
    { label: heads.part, width: 3 },
    { label: heads.location, width: 2 },
    ...numbers.map((label) => ({ label, isNumber: true })),
    ...(plans ? [{ label: texts.planner.policy }] : []),
    { label: texts.common.actions },
  ];
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.stock}</h1>
        <button onClick={() => setCounting('any')}>{texts.stockCount.other}</button>
      </header>
      {counted && (
        <p role="status" className="note good">
          {texts.stockCount.done(
            partName(counted.partId),
            format.number(counted.onHand),
            signed(counted.quantity, format.number(counted.quantity)),
          )}
        </p>
      )}
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <PartFilter number={number} onChange={(value) => choose('part', value)} />
        <Field label={texts.planner.locationKind}>
          <select value={kind ?? ''} onChange={({ target }) => choose('kind', target.value)}>
            <Options none={texts.common.all} of={Object.entries(texts.locationKind)} />
          </select>
        </Field>
      </form>
      {number && !parts ? (
        <Loading />
      ) : (
        <PagedTable
          key={JSON.stringify(filter)}
          columns={columns}
          list={{
            queryKey: ['levels', 'pages', filter],
            pageSize,
            read: (cursor, signal) =>
              answerOf(
                api.GET('/api/v1/stock-levels', { params: { query: { limit: pageSize, ...filter, cursor } }, signal }),
              ),
          }}
        >
          {(level) => <LevelCells {...{ level, numbers, plans, partName, locationName }} onCount={setCounting} />}
        </PagedTable>
      )}
      {counting && (
        <CountDialog
          item={counting === 'any' ? undefined : counting}
          onDone={setCounted}
          onClose={() => setCounting(undefined)}
        />
      )}
    </>
  );
}

interface LevelCellsProps {
  level: Schemas['StockLevelView'];
  numbers: readonly string[];
  plans: boolean;
  /** One for all rows: each would look through the whole catalogue again. */
  partName: (id: string) => string;
  locationName: (id: string) => string;
  /** The dialog lies outside of the rows: one that leaves the screen would take it along. */
  onCount: (item: CountedItem) => void;
}

function LevelCells({ level, numbers, plans, partName, locationName, onCount }: LevelCellsProps) {
  const texts = useTexts();
  const format = useFormat();
  const heads = texts.planner.columns;
  const { partId, locationId, locationKind, onHand, reserved, available, onOrder, position } = level;
  return (
    <>
      <th scope="row" data-label={heads.part}>
        {plans ? <Link to={`/app/parts/${partId}/${locationId}`}>{partName(partId)}</Link> : partName(partId)}
      </th>
      <td data-label={heads.location}>
        {locationName(locationId)}
        <small>{texts.locationKind[locationKind]}</small>
      </td>
      {[onHand, reserved, available, onOrder, position].map((value, index) => (
        <td key={numbers[index]} data-label={numbers[index]} className="number">
          {format.number(value)}
        </td>
      ))}
      {plans && (
        <td data-label={texts.planner.policy}>
          <PolicyOf partId={partId} locationId={locationId} />
        </td>
      )}
      <td data-label={texts.common.actions}>
        {isCounted({ kind: locationKind }) && (
          <button
            aria-label={texts.stockCount.countOf(`${partName(partId)}, ${locationName(locationId)}`)}
            onClick={() => onCount({ partId, locationId })}
          >
            {texts.stockCount.count}
          </button>
        )}
      </td>
    </>
  );
}
