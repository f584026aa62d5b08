import { useState } from 'react';
import '../item-locations/chart/chart.css';
import { useSumOfMoney } from '../planning-runs/queries.js';
import { signed } from '../planning-runs/signed.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Facts } from '../ui/facts.js';
import { changeBetween, pointAt, stepsBetween, usualPlace } from './exchange.js';
import { ExchangeChart } from './exchange-chart.js';
import { MethodComparison } from './method-comparison.js';
import type { LabCurve, LabPoint } from './queries.js';

interface ExchangeBoardProps {
  curves: readonly LabCurve[];
  chosen: LabCurve;
  onChooseMethod: (method: string) => void;
  /** Takes the planned share where the slider stands. */
  onAdopt: ((plannedShare: number) => void) | undefined;
}

/** Curves, a slider along the chosen one, and what changes from the point that it is compared with. */
export function ExchangeBoard({ curves, chosen, onChooseMethod, onAdopt }: ExchangeBoardProps) {
  const { policyLab: texts } = useTexts();
  const { precisePercent } = useFormat();
  const { points } = chosen;
  const [place, setPlace] = useState(() => usualPlace(points));
  const [referencePlace, setReferencePlace] = useState(() => usualPlace(points));
  const words = usePointWords();
  const [here, reference] = [pointAt(points, place), pointAt(points, referencePlace)];
  if (!here || !reference) return null;
  return (
    <>
      <div className="exchange-board">
        <div>
          <ExchangeChart {...{ curves, chosen, here, reference }} onChoose={setPlace} />
          <div className="readout">
            <input
              type="range"
              min={0}
              max={(points.length - 1) * stepsBetween}
              value={Math.round(place * stepsBetween)}
              aria-label={texts.slider}
              aria-valuetext={words(here)}
              onChange={({ target }) => setPlace(target.valueAsNumber / stepsBetween)}
            />
            <p aria-hidden>{words(here)}</p>
          </div>
        </div>
        <section aria-label={texts.changes}>
          <h2>{texts.changes}</h2>
          <p className="muted">{texts.against(precisePercent(reference.plannedShare))}</p>
          <Changes from={reference} to={here} />
          <div className="actions">
            <button onClick={() => setReferencePlace(place)}>{texts.compareHere}</button>
            {onAdopt && (
              <button className="primary" onClick={() => onAdopt(here.plannedShare)}>
                {texts.adopt}
              </button>
            )}
          </div>
          {!Number.isInteger(place) && <p className="muted">{texts.between}</p>}
        </section>
      </div>
      <MethodComparison curves={curves} chosen={chosen} here={here} onChoose={onChooseMethod} />
    </>
  );
}

function usePointWords(): (point: LabPoint) => string {
  const { policyLab: texts } = useTexts();
  const { precisePercent, number } = useFormat();
  const money = useSumOfMoney();
  return ({ plannedShare, deliveredShare, piecesShort, wantedPieces, stockValueMinor }) =>
    [
      texts.planned(precisePercent(plannedShare)),
      texts.delivered(precisePercent(deliveredShare), number(wantedPieces)),
      texts.short(number(piecesShort)),
      texts.onShelf(money(stockValueMinor)),
    ].join(' · ');
}

/** What the slider has changed, in stock, service and pieces short. */
function Changes({ from, to }: { from: LabPoint; to: LabPoint }) {
  const { policyLab: texts } = useTexts();
  const format = useFormat();
  const money = useSumOfMoney();
  const { stockValueMinor, piecesShort, deliveredShare, perPieceMinor } = changeBetween(from, to);
  const points = (share: number) => texts.percentPoints(format.number(share * 100));
  return (
    <div className="exchange-change" aria-live="polite">
      <Facts
        facts={[
          [texts.stockValue, signed(Math.round(stockValueMinor), money)],
          [texts.onHand, signed(round(to.onHand - from.onHand), format.number)],
          [texts.deliveredShare, signed(round(deliveredShare * 1_000) / 1_000, points)],
          [texts.piecesShort, signed(round(piecesShort), format.number)],
          [texts.perPiece, perPieceMinor !== undefined && money(perPieceMinor)],
        ]}
      />
    </div>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
