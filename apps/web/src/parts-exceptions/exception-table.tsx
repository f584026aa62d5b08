import { useMemo } from 'react';
import { Link } from 'react-router';
import { usePartName, useParts } from '../api/lookups.js';
import { type Proposal, useLocationName } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { TableHead } from '../ui/table-head.js';
import { ExceptionNumbers } from './exception-numbers.js';
import { doubtsOf, exceptionTones, type PartsException } from './queries.js';
import { SettleButton, SettlementNote } from './settlement.js';

interface ExceptionTableProps {
  exceptions: readonly PartsException[];
  proposalsOf: (exception: PartsException) => readonly Proposal[];
  chosen: ReadonlySet<string>;
  toggle: (id: string) => void;
}

/** What is out of order, with its numbers and where to go from there. */
export function ExceptionTable({ exceptions, proposalsOf, chosen, toggle }: ExceptionTableProps) {
  const texts = useTexts();
  const partName = usePartName();
  const locationName = useLocationName();
  const { data: parts } = useParts();
  const currencyOf = useMemo(() => new Map(parts?.map(({ id, currency }) => [id, currency])), [parts]);
  const heads = texts.partsExceptions.columns;
  return (
    <table className="list stacking">
      <TableHead
        columns={[
          { label: texts.planner.choose, isHidden: true },
          ...[texts.planner.columns.part, heads.what, heads.numbers],
          { label: heads.stake, isNumber: true },
          ...[heads.since, texts.common.actions],
        ]}
      />
      <tbody>
        {exceptions.map((exception) => {
          const { id, partId, locationId } = exception;
          const place = locationId ? locationName(locationId) : texts.partsExceptions.everywhere;
          return (
            <ExceptionRow
              key={id}
              exception={exception}
              part={exception.kind === 'unknown_part' ? partId : partName(partId)}
              place={place}
              currency={currencyOf.get(partId)}
              proposals={proposalsOf(exception)}
              isChosen={chosen.has(id)}
              onToggle={toggle}
            />
          );
        })}
      </tbody>
    </table>
  );
}

interface ExceptionRowProps {
  exception: PartsException;
  part: string;
  place: string;
  currency: string | undefined;
  proposals: readonly Proposal[];
  isChosen: boolean;
  onToggle: (id: string) => void;
}

function ExceptionRow({ exception, part, place, currency, proposals, isChosen, onToggle }: ExceptionRowProps) {
  const { partsExceptions: texts, planner, pages, common } = useTexts();
  const format = useFormat();
  const { id, kind, partId, locationId, severity, foundAt } = exception;
  const heads = texts.columns;
  const isKnown = kind !== 'unknown_part';
  const orderId = exception.numbers['repairOrderId'];
  const doubts = doubtsOf(exception);
  return (
    <tr>
      <td>
        <input type="checkbox" aria-label={`${part}, ${place}`} checked={isChosen} onChange={() => onToggle(id)} />
      </td>
      <th scope="row" data-label={planner.columns.part}>
        {isKnown ? <Link to={`/app/parts/${partId}/${locationId ?? ''}`}>{part}</Link> : part}
        <small>{place}</small>
      </th>
      <td data-label={heads.what}>
        <Badge tone={exceptionTones[kind]}>{texts.kind[kind]}</Badge>
      </td>
      <td data-label={heads.numbers} className="wrap">
        <ExceptionNumbers exception={exception} currency={currency} />
        {proposals.map(({ id: proposalId, quantity, valueMinor, currency: theirs }) => (
          <small key={proposalId}>{texts.proposed(format.number(quantity), format.money(valueMinor, theirs))}</small>
        ))}
        <SettlementNote exception={exception} />
      </td>
      <td data-label={heads.stake} className="number">
        {severity > 0 && currency ? format.money(severity, currency) : '–'}
      </td>
      <td data-label={heads.since}>
        <span className="unbroken">{format.day(foundAt)}</span>
      </td>
      <td data-label={common.actions}>
        <span className="links">
          {isKnown && <Link to={`/app/parts/${partId}/${locationId ?? ''}`}>{texts.look}</Link>}
          {isKnown && locationId && <Link to={`/app/parts/${partId}`}>{texts.network}</Link>}
          {orderId !== undefined && <Link to={`/app/orders/${orderId}`}>{texts.openOrder}</Link>}
          {doubts !== undefined && <Link to={doubts}>{pages.doubtedUses}</Link>}
          {proposals.length > 0 && <Link to={`/app/proposals?partId=${partId}`}>{texts.proposals}</Link>}
        </span>
        <SettleButton exception={exception} label={`${texts.kind[kind]}, ${part}, ${place}`} />
      </td>
    </tr>
  );
}
