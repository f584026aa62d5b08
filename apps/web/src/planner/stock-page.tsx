import { useSearchParams } from 'react-router';
import { usePartName, useParts } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { PolicyOf } from './policy-of.js';
import { type LevelFilter, useLevels, useLocationName } from './queries.js';
import { useHasRole } from '../session/session.js';

/** What lies where: of one part everywhere, or of one kind of location. */
export default function StockPage() {
  const texts = useTexts();
  const format = useFormat();
  const partName = usePartName();
  const locationName = useLocationName();
  useTitle(texts.pages.stock);
  const plans = useHasRole('planner');
  const [parameters, setParameters] = useSearchParams();
  const { data: parts = [] } = useParts();
  const chosen = parts.find(({ number }) => number === parameters.get('part'));
  const kind = parameters.get('kind') as LevelFilter['locationKind'] | null;
  const query = useLevels({ ...(chosen && { partId: chosen.id }), ...(kind && { locationKind: kind }) });
  const choose = (name: string, value: string) =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    });
  const heads = texts.planner.columns;
  const columns = [heads.onHand, heads.reserved, heads.available, heads.onOrder, heads.position];
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.stock}</h1>
      </header>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Field label={texts.planner.partNumber}>
          <input
            list="parts"
            defaultValue={parameters.get('part') ?? ''}
            onChange={({ target }) => choose('part', target.value)}
          />
        </Field>
        <datalist id="parts">
          {parts.map(({ id, number }) => (
            <option key={id} value={number}>
              {partName(id)}
            </option>
          ))}
        </datalist>
        <Field label={texts.planner.locationKind}>
          <select value={kind ?? ''} onChange={({ target }) => choose('kind', target.value)}>
            <option value="">{texts.common.all}</option>
            {Object.entries(texts.locationKind).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      </form>
      <Loaded query={query} isEmpty={({ pages }) => !pages[0] || pages[0].items.length === 0}>
        {({ pages }) => (
          <table className="list stacking">
            <thead>
              <tr>
                <th scope="col">{heads.part}</th>
                <th scope="col">{heads.location}</th>
                {columns.map((head) => (
                  <th key={head} scope="col" className="number">
                    {head}
                  </th>
                ))}
                {plans && <th scope="col">{texts.planner.policy}</th>}
              </tr>
            </thead>
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map((level) => (
                  <tr key={level.id}>
                    <th scope="row" data-label={heads.part}>
                      {partName(level.partId)}
                    </th>
                    <td data-label={heads.location}>
                      {locationName(level.locationId)}
                      <small>{texts.locationKind[level.locationKind]}</small>
                    </td>
                    {[level.onHand, level.reserved, level.available, level.onOrder, level.position].map(
                      (value, index) => (
                        <td key={columns[index]} data-label={columns[index]} className="number">
                          {format.number(value)}
                        </td>
                      ),
                    )}
                    {plans && (
                      <td data-label={texts.planner.policy}>
                        <PolicyOf partId={level.partId} locationId={level.locationId} />
                      </td>
                    )}
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </Loaded>
      <More query={query} />
    </>
  );
}
