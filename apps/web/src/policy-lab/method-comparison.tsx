import { useSumOfMoney } from '../planning-runs/queries.js';
import { signed } from '../planning-runs/signed.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { leastFor, mostFor } from './exchange.js';
import type { LabCurve, LabPoint } from './queries.js';

interface MethodComparisonProps {
  curves: readonly LabCurve[];
  chosen: LabCurve;
  here: LabPoint;
  onChoose: (method: string) => void;
}

/** What each method would need for the service that the slider stands at, and what it would serve with the same stock; the choice of the thick curve. */
export function MethodComparison({ curves, chosen, here, onChoose }: MethodComparisonProps) {
  const { policyLab: texts } = useTexts();
  const heads = texts.columns;
  return (
    <section>
      <h2>{texts.methods}</h2>
      <table className="list stacking">
        <TableHead
          columns={[heads.method, ...numberColumns([heads.sameService, heads.saved, heads.sameStock, heads.gained])]}
        />
        <tbody>
          {curves.map((curve) => (
            <MethodRow key={curve.method} {...{ curve, here, onChoose }} isChosen={curve === chosen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface MethodRowProps {
  curve: LabCurve;
  isChosen: boolean;
  here: LabPoint;
  onChoose: (method: string) => void;
}

function MethodRow({ curve: { method, points }, isChosen, here, onChoose }: MethodRowProps) {
  const { policyLab: texts } = useTexts();
  const format = useFormat();
  const money = useSumOfMoney();
  const heads = texts.columns;
  const [least, most] = [leastFor(points, here.deliveredShare), mostFor(points, here.stockValueMinor)];
  const difference = least && Math.round(least.stockValueMinor - here.stockValueMinor);
  const gained = most && Math.round((most.deliveredShare - here.deliveredShare) * 1_000) / 1_000;
  const tone = (isBetter: boolean, isWorse: boolean) => (isBetter ? 'better' : isWorse ? 'worse' : undefined);
  return (
    <tr aria-selected={isChosen}>
      <th scope="row" data-label={heads.method}>
        <label className={`method ${method}`}>
          <input type="radio" name="method" checked={isChosen} onChange={() => onChoose(method)} />{' '}
          {texts.method[method as keyof typeof texts.method] ?? method}
        </label>
      </th>
      <td className="number" data-label={heads.sameService}>
        {least ? money(least.stockValueMinor) : texts.notReached}
      </td>
      <td
        className={`number ${difference === undefined ? '' : (tone(difference < 0, difference > 0) ?? '')}`}
        data-label={heads.saved}
      >
        {difference === undefined ? '–' : signed(difference, money)}
      </td>
      <td className="number" data-label={heads.sameStock}>
        {most ? format.precisePercent(most.deliveredShare) : texts.needsMore}
      </td>
      <td
        className={`number ${gained === undefined ? '' : (tone(gained > 0, gained < 0) ?? '')}`}
        data-label={heads.gained}
      >
        {gained === undefined ? '–' : signed(gained, (share) => texts.percentPoints(format.number(share * 100)))}
      </td>
    </tr>
  );
}
