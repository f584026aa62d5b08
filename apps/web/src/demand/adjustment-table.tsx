import { Link } from 'react-router';
import { useLocationName } from '../planner/queries.js';
import { signed } from '../planning-runs/signed.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { TableHead } from '../ui/table-head.js';
import type { DemandAdjustment } from './queries.js';
import { usePartLabel } from './use-part-label.js';

interface AdjustmentTableProps {
  adjustments: readonly DemandAdjustment[];
  isTakingBack: boolean;
  onTakeBack: (adjustment: DemandAdjustment) => void;
}

/** How many pieces more or fewer, where and when; who said so and why, and who took it back. */
export function AdjustmentTable({ adjustments, ...rest }: AdjustmentTableProps) {
  const { planner, demand, common } = useTexts();
  const partLabel = usePartLabel();
  const locationName = useLocationName();
  const heads = demand.adjustments.columns;
  return (
    <table className="list stacking">
      <TableHead
        columns={[
          ...[planner.columns.part, heads.period],
          { label: heads.pieces, isNumber: true },
          ...[planner.columns.why, common.actions],
        ]}
      />
      <tbody>
        {adjustments.map((adjustment) => (
          <AdjustmentRow
            key={adjustment.id}
            adjustment={adjustment}
            part={partLabel(adjustment.partId).label}
            place={locationName(adjustment.locationId)}
            {...rest}
          />
        ))}
      </tbody>
    </table>
  );
}

interface AdjustmentRowProps extends Omit<AdjustmentTableProps, 'adjustments'> {
  adjustment: DemandAdjustment;
  part: string;
  place: string;
}

function AdjustmentRow({ adjustment, part, place, isTakingBack, onTakeBack }: AdjustmentRowProps) {
  const { planner, demand, itemLocations, pages, common } = useTexts();
  const format = useFormat();
  const texts = demand.adjustments;
  const { partId, locationId, doubtedUseId, takenBackAt, takenBackBy } = adjustment;
  const [from, to] = [format.date(adjustment.from, 'UTC'), format.date(adjustment.to, 'UTC')];
  const pieces = signed(adjustment.pieces, format.number);
  return (
    <tr>
      <th scope="row" data-label={planner.columns.part}>
        <Link to={`/app/parts/${partId}/${locationId}`}>{part}</Link>
        <small>{place}</small>
      </th>
      <td data-label={texts.columns.period}>
        {from}
        {to !== from && <small>{texts.until(to)}</small>}
      </td>
      <td data-label={texts.columns.pieces} className="number">
        {pieces}
      </td>
      <td data-label={planner.columns.why} className="wrap">
        {adjustment.reason}
        <small>{itemLocations.by(adjustment.author, format.fullDateTime(adjustment.enteredAt))}</small>
        {takenBackAt && <small>{texts.takenBackBy(takenBackBy ?? '–', format.fullDateTime(takenBackAt))}</small>}
        {doubtedUseId && !takenBackAt && <small>{texts.settles}</small>}
      </td>
      <td data-label={common.actions}>
        {doubtedUseId && <Link to={`/app/doubted-uses?show=settled&partId=${partId}`}>{pages.doubtedUses}</Link>}
        {!doubtedUseId && !takenBackAt && (
          <button
            aria-label={`${texts.takeBack}: ${part}, ${place}, ${from}, ${pieces}`}
            disabled={isTakingBack}
            onClick={() => onTakeBack(adjustment)}
          >
            {texts.takeBack}
          </button>
        )}
      </td>
    </tr>
  );
}
