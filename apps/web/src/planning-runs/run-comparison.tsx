import { Link } from 'react-router';
import type { Schemas } from '../api/client.js';
import { usePartName } from '../api/lookups.js';
import { useLocationName } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useComparison, useRun, useSumOfMoney } from './queries.js';
import { signed } from './signed.js';

type Comparison = Schemas['RunComparison'];
type Difference = Schemas['RunDifference'];

const days = 30;

/** What two runs found: their sums, and the item-locations that differ most in value. */
export function RunComparison({ id, other }: { id: string; other: string }) {
  const { planningRuns: texts } = useTexts();
  const query = useComparison(id, other);
  return (
    <>
      <header className="page-head">
        <h1>{texts.comparison}</h1>
        <Link className="button" to="/app/planning-runs">
          {texts.back}
        </Link>
      </header>
      <Loaded query={query}>
        {(comparison) => (
          <>
            <Figures comparison={comparison} />
            <Differences comparison={comparison} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Figures({ comparison: { run, other, onlyInRun, onlyInOther } }: { comparison: Comparison }) {
  const { planningRuns: texts, plans } = useTexts();
  const format = useFormat();
  const money = useSumOfMoney();
  const rows = (['itemLocations', 'meanPerDay', 'orderUpTo', 'stockValueMinor'] as const).map((name) => ({
    name,
    shown: {
      itemLocations: format.number,
      meanPerDay: format.precise,
      orderUpTo: format.number,
      stockValueMinor: money,
    }[name],
    values: [run[name], other[name]] as const,
  }));
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{plans.figures}</span>
            </th>
            <RunHead id={run.id} word={texts.first} />
            <RunHead id={other.id} word={texts.second} />
            <th scope="col" className="number">
              {texts.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, shown, values: [one, two] }) => (
            <tr key={name}>
              <th scope="row">{texts.figures[name]}</th>
              <td className="number">{shown(one)}</td>
              <td className="number">{shown(two)}</td>
              <td className="number unbroken">{signed(one - two, shown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{texts.only(format.number(onlyInRun), format.number(onlyInOther))}</p>
    </>
  );
}

function RunHead({ id, word }: { id: string; word: string }) {
  const format = useFormat();
  const { data } = useRun(id);
  return (
    <th scope="col" className="number">
      <Link to={`/app/planning-runs/${id}`}>{data ? format.fullDateTime(data.requestedAt) : '…'}</Link>
      <small>{word}</small>
    </th>
  );
}

function Differences({ comparison: { differing, differences } }: { comparison: Comparison }) {
  const { planningRuns: texts, planner } = useTexts();
  const format = useFormat();
  const partName = usePartName();
  const locationName = useLocationName();
  const money = useSumOfMoney();
  if (differing === 0) return <p>{texts.same}</p>;
  const heads = texts.difference;
  return (
    <>
      <p>{texts.differing(format.number(differing), format.number(differences.length))}</p>
      <table className="list stacking">
        <TableHead
          columns={[planner.columns.part, ...numberColumns([heads.mean, heads.policy, heads.value]), heads.why]}
        />
        <tbody>
          {differences.map((difference) => (
            <DifferenceRow
              key={`${difference.partId} ${difference.locationId}`}
              difference={difference}
              part={partName(difference.partId)}
              place={locationName(difference.locationId)}
              money={money}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface DifferenceRowProps {
  difference: Difference;
  part: string;
  place: string;
  money: (minor: number) => string;
}

function DifferenceRow({ difference, part, place, money }: DifferenceRowProps) {
  const { planningRuns: texts, planner } = useTexts();
  const format = useFormat();
  const heads = texts.difference;
  const { partId, locationId, meanPerDay, otherMeanPerDay, reason, otherReason } = difference;
  const monthly = (mean: number) => format.number(mean * days);
  const levels = (reorderPoint: number, orderUpTo: number) =>
    `${format.number(reorderPoint)} / ${format.number(orderUpTo)}`;
  return (
    <tr>
      <th scope="row" data-label={planner.columns.part}>
        <Link to={`/app/parts/${partId}/${locationId}`}>{part}</Link>
        <small>{place}</small>
      </th>
      <td className="number" data-label={heads.mean}>
        <span>
          {monthly(meanPerDay)}
          <small>
            {texts.second}: {monthly(otherMeanPerDay)}
          </small>
        </span>
      </td>
      <td className="number" data-label={heads.policy}>
        <span>
          {levels(difference.reorderPoint, difference.orderUpTo)}
          <small>
            {texts.second}: {levels(difference.otherReorderPoint, difference.otherOrderUpTo)}
          </small>
        </span>
      </td>
      <td className="number" data-label={heads.value}>
        {signed(difference.stockValueMinor, money)}
      </td>
      <td className="wrap" data-label={heads.why}>
        <span>
          {reason}
          {reason !== otherReason && (
            <small>
              {texts.second}: {otherReason}
            </small>
          )}
        </span>
      </td>
    </tr>
  );
}
