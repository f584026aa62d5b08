import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Facts } from '../ui/facts.js';
import type { ForecastDetail } from './queries.js';
import { methodName, reasonInWords } from './reasons.js';

const days = 30;

/** Class, method and level of the forecast, and each of its reasons in words. */
export function WhyMethod({ forecast }: { forecast: ForecastDetail }) {
  const texts = useTexts();
  const format = useFormat();
  const { itemLocations } = texts;
  const { demandClass, method, meanPerDay, meanInterval, squaredVariation, reasons } = forecast;
  return (
    <section className="panel">
      <h2>{itemLocations.whyMethod}</h2>
      <ul className="reasons">
        {reasons.map(({ code, values }) => (
          <li key={code}>{reasonInWords(code, values, texts, format)}</li>
        ))}
      </ul>
      <Facts
        facts={[
          [itemLocations.facts.class, itemLocations.demandClass[demandClass]],
          [itemLocations.facts.method, methodName(method, itemLocations)],
          [itemLocations.facts.monthly, format.precise(meanPerDay * days)],
          [
            itemLocations.facts.interval,
            meanInterval !== undefined && meanInterval !== null && format.precise(meanInterval),
          ],
          [itemLocations.facts.variation, format.precise(squaredVariation)],
        ]}
      />
    </section>
  );
}

/** Where the target comes from, whether keeping pays, and what the levels come to. */
export function WhyStock({ forecast }: { forecast: ForecastDetail }) {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  const { grounds, lead, policy, targetShare } = forecast;
  const { targetFrom, stocking, breakEvenPerDay, expectedFillRate, safetyStock, expectedOnHand, yearlyNeed } = grounds;
  const quantile = (wished: number) => lead.quantiles.find(({ probability }) => probability === wished)?.pieces ?? 0;
  const isKept = stocking !== 'does-not-pay';
  return (
    <section className="panel">
      <h2>{texts.whyStock}</h2>
      <Facts
        facts={[
          [texts.facts.policy, `${format.number(policy.reorderPoint)} / ${format.number(policy.orderUpTo)}`],
          [texts.facts.target, format.percent(targetShare)],
          [texts.facts.from, targetInWords(targetFrom, texts)],
          [
            texts.facts.keep,
            `${texts.stocking[stocking]} (${texts.breakEven(format.precise(breakEvenPerDay * days))})`,
          ],
          [texts.facts.lead, texts.days(format.precise(lead.days))],
          [texts.facts.need, texts.needLine(format.precise(lead.mean), format.precise(quantile(0.95)))],
          [texts.facts.fill, isKept && format.percent(expectedFillRate)],
          [texts.facts.safety, isKept && format.precise(safetyStock)],
          [texts.facts.shelf, isKept && format.precise(expectedOnHand)],
          [texts.facts.year, format.precise(yearlyNeed)],
        ]}
      />
    </section>
  );
}

/** `B/Z/vital` in words; a planner's target as such. */
function targetInWords(from: string, texts: ReturnType<typeof useTexts>['itemLocations']): string {
  if (from === 'planner') return texts.planner;
  const [value = '', variation = '', criticality = ''] = from.split('/');
  return texts.targetFrom(
    texts.value[value] ?? value,
    texts.variation[variation] ?? variation,
    texts.criticality[criticality] ?? criticality,
  );
}
