import { Link } from 'react-router';
import { useLocationName } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import type { DoubtedUse } from './queries.js';
import { usePartLabel } from './use-part-label.js';

interface UseTableProps {
  uses: readonly DoubtedUse[];
  isReopening: boolean;
  onSettle: (use: DoubtedUse) => void;
  onReopen: (use: DoubtedUse) => void;
}

/** What was reported, what of it counts, where and when; and the order that it belongs to. */
export function UseTable({ uses, ...rest }: UseTableProps) {
  const { planner, demand, common } = useTexts();
  const partLabel = usePartLabel();
  const locationName = useLocationName();
  const heads = demand.doubts.columns;
  return (
    <table className="list stacking">
      <TableHead
        columns={[
          planner.columns.part,
          ...numberColumns([heads.reported, heads.counts]),
          ...[heads.where, heads.visit, common.actions],
        ]}
      />
      <tbody>
        {uses.map((use) => (
          <UseRow key={use.id} use={use} part={partLabel(use.partId)} locationName={locationName} {...rest} />
        ))}
      </tbody>
    </table>
  );
}

interface UseRowProps extends Omit<UseTableProps, 'uses'> {
  use: DoubtedUse;
  part: { label: string; isUnknown: boolean };
  /** One for all rows: each would look through all places again. */
  locationName: (id: string) => string;
}

function UseRow({ use, part: { label, isUnknown }, locationName, isReopening, onSettle, onReopen }: UseRowProps) {
  const { planner, demand, partsExceptions, common } = useTexts();
  const format = useFormat();
  const { partId, locationId, demandLocationId, reportedPieces, countedPieces, settlement } = use;
  const texts = demand.doubts;
  const heads = texts.columns;
  const name = `${label}, ${locationName(locationId)}, ${format.number(reportedPieces)}`;
  return (
    <tr>
      <th scope="row" data-label={planner.columns.part}>
        {isUnknown ? label : <Link to={`/app/parts/${partId}/${demandLocationId}`}>{label}</Link>}
        {isUnknown && <small>{texts.unknown}</small>}
      </th>
      <td data-label={heads.reported} className="number">
        {format.number(reportedPieces)}
      </td>
      <td data-label={heads.counts} className="number">
        {format.number(settlement?.pieces ?? countedPieces)}
        {settlement && <small>{texts.instead(format.number(countedPieces))}</small>}
      </td>
      <td data-label={heads.where} className="wrap">
        {locationName(demandLocationId)}
        <small>{format.date(use.demandDay, 'UTC')}</small>
        {settlement && (
          <small>
            {texts.settledBy(settlement.author, format.fullDateTime(settlement.settledAt), settlement.reason)}
          </small>
        )}
      </td>
      <td data-label={heads.visit}>
        <span className="unbroken">{format.fullDateTime(use.reportedAt)}</span>
        <small>{locationName(locationId)}</small>
      </td>
      <td data-label={common.actions}>
        <span className="links">
          <Link to={`/app/orders/${use.repairOrderId}`}>{partsExceptions.openOrder}</Link>
        </span>
        {settlement ? (
          <button aria-label={`${texts.reopen}: ${name}`} disabled={isReopening} onClick={() => onReopen(use)}>
            {texts.reopen}
          </button>
        ) : (
          <button aria-label={`${texts.settle}: ${name}`} onClick={() => onSettle(use)}>
            {texts.settle}
          </button>
        )}
      </td>
    </tr>
  );
}
