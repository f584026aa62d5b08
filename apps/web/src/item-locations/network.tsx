import { Link, useNavigate } from 'react-router';
import { usePartName } from '../api/lookups.js';
import { isPlanned } from '../planner/places.js';
import { ProposalActions } from '../planner/proposal-actions.js';
import { useLocationName, useLocations, useProposals } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { type NetworkRow, networkRows } from './network-rows.js';
import { type Level, usePartLevels, usePartPolicies } from './queries.js';

/** One part at all places: what lies where, what is kept there, and what is proposed to move. */
export function Network({ partId }: { partId: string }) {
  const texts = useTexts();
  const { itemLocations } = texts;
  const part = usePartName()(partId);
  useTitle(part);
  const places = useLocations();
  const levels = usePartLevels(partId);
  const policies = usePartPolicies(partId);
  const all = {
    data: places.data && levels.data && policies.data && networkRows(places.data, levels.data, policies.data),
    error: places.error ?? levels.error ?? policies.error,
    refetch: () => [places, levels, policies].forEach((query) => void query.refetch()),
  };
  return (
    <>
      <header className="page-head">
        <h1>{part}</h1>
        <span className="muted">{itemLocations.network}</span>
        <Link to={`/app/parts-exceptions?partId=${partId}`}>{texts.pages.partsExceptions}</Link>
        <Link to="/app/parts">{texts.pages.parts}</Link>
      </header>
      <Loaded query={all} isEmpty={(rows) => rows.length === 0} empty={itemLocations.nowhere}>
        {(rows) => <NetworkTable partId={partId} rows={rows} />}
      </Loaded>
      <AddPlace partId={partId} />
      <Moves partId={partId} />
    </>
  );
}

function NetworkTable({ partId, rows }: { partId: string; rows: readonly NetworkRow[] }) {
  const { itemLocations, planner } = useTexts();
  const format = useFormat();
  const heads = { ...planner.columns, ...itemLocations.rows };
  const numbers = [heads.onHand, heads.reserved, heads.onOrder, heads.backordered, heads.position, heads.policy];
  const total = (of: (level: Level) => number) =>
    format.number(rows.reduce((sum, { level }) => sum + (level ? of(level) : 0), 0));
  // What is on order is on its way or lies at another place: its sum would count pieces twice.
  const totals = [
    total(({ onHand }) => onHand),
    total(({ reserved }) => reserved),
    '–',
    total(({ backordered }) => backordered),
  ];
  return (
    <table className="list stacking">
      <TableHead columns={[heads.place, ...numberColumns(numbers), heads.balance]} />
      <tbody>
        {rows.map(({ locationId, name, kind, depth, level, policy, missing }) => (
          <tr key={locationId}>
            <th scope="row" data-label={heads.place} className={`depth-${Math.min(depth, 3)}`}>
              {isPlanned({ kind }) ? <Link to={`/app/parts/${partId}/${locationId}`}>{name}</Link> : name}
            </th>
            {[level?.onHand, level?.reserved, level?.onOrder, level?.backordered, level?.position].map(
              (value, index) => (
                <td key={numbers[index]} className="number" data-label={numbers[index]}>
                  {format.number(value ?? 0)}
                </td>
              ),
            )}
            <td className="number" data-label={heads.policy}>
              {policy ? `${format.number(policy.reorderPoint)} / ${format.number(policy.orderUpTo)}` : '–'}
            </td>
            <td data-label={heads.balance}>
              {isPlanned({ kind }) ? <Balance missing={missing} hasPolicy={policy !== undefined} /> : '–'}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{itemLocations.total}</th>
          {[...totals, '–', '–'].map((value, index) => (
            <td key={numbers[index]} className="number" data-label={numbers[index]}>
              {value}
            </td>
          ))}
          <td>–</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Balance({ missing, hasPolicy }: { missing: number; hasPolicy: boolean }) {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  if (!hasPolicy) return <span className="muted">{texts.noPolicy}</span>;
  if (missing > 0) return <Badge tone="bad">{texts.short(format.number(missing))}</Badge>;
  if (missing < 0) return <Badge tone="warn">{texts.excess(format.number(-missing))}</Badge>;
  return <Badge tone="good">{texts.inOrder}</Badge>;
}

/** To a place that the part is not at yet. */
function AddPlace({ partId }: { partId: string }) {
  const { itemLocations: texts, common } = useTexts();
  const navigate = useNavigate();
  const { data: places = [] } = useLocations();
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label={texts.addPlace}>
        <select value="" onChange={({ target }) => void navigate(`/app/parts/${partId}/${target.value}`)}>
          <Options none={common.choose} of={named(places.filter(isPlanned))} />
        </select>
      </Field>
    </form>
  );
}

/** What is proposed for this part, to be decided here. */
function Moves({ partId }: { partId: string }) {
  const { itemLocations: texts, proposalKind } = useTexts();
  const format = useFormat();
  const locationName = useLocationName();
  const query = useProposals('open', partId);
  return (
    <section>
      <h2>{texts.moves}</h2>
      <Loaded query={query} isEmpty={({ items }) => items.length === 0} empty={texts.noMoves}>
        {({ items: proposals }) => (
          <ul className="cards">
            {proposals.map((proposal) => (
              <li key={proposal.id} className="card">
                <header>
                  <h3>
                    {proposalKind[proposal.kind]} {format.number(proposal.quantity)}
                  </h3>
                  <strong>{format.money(proposal.valueMinor, proposal.currency)}</strong>
                </header>
                <p>
                  {proposal.fromLocationId && `${locationName(proposal.fromLocationId)} → `}
                  {locationName(proposal.toLocationId)}
                </p>
                <ProposalActions proposal={proposal} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
