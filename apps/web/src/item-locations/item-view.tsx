import { useState } from 'react';
import { Link } from 'react-router';
import { usePartName } from '../api/lookups.js';
import { useLocationName, usePolicy } from '../planner/queries.js';
import { useRequestRun } from '../planning-runs/queries.js';
import { useTexts } from '../texts/text-context.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { ExpectedOrders } from './expected-orders.js';
import { ItemChart } from './item-chart.js';
import { OverrideDialog } from './override-dialog.js';
import { OverrideList } from './override-list.js';
import { type Item, useForecast } from './queries.js';
import { StockFacts } from './stock-facts.js';
import { WhyMethod, WhyStock } from './why.js';

/** One part at one place: the chart, why this forecast and this stock, and what a planner says about it. */
export function ItemView(item: Item) {
  const texts = useTexts();
  const { itemLocations, planner, pages, demand } = texts;
  const part = usePartName()(item.partId);
  const place = useLocationName()(item.locationId);
  useTitle(`${part}, ${place}`);
  const query = useForecast(item);
  const [isOverriding, setIsOverriding] = useState(false);
  return (
    <>
      <header className="page-head">
        <h1>
          {part} <small>{place}</small>
        </h1>
        <button className="primary" onClick={() => setIsOverriding(true)}>
          {itemLocations.override}
        </button>
        <Link to={`/app/demand-adjustments?partId=${item.partId}&place=${item.locationId}&new=true`}>
          {demand.adjustments.adjust}
        </Link>
        <Link to={`/app/parts/${item.partId}`}>{itemLocations.network}</Link>
        <Link to={`/app/parts-exceptions?partId=${item.partId}`}>{pages.partsExceptions}</Link>
        <Link to={`/app/proposals?partId=${item.partId}`}>{pages.proposals}</Link>
      </header>
      <StockFacts item={item} />
      <Loaded query={query}>
        {(forecast) =>
          forecast ? (
            <>
              <ItemChart key={forecast.planningRunId} forecast={forecast} title={itemLocations.chart(part, place)} />
              <div className="columns">
                <WhyMethod forecast={forecast} />
                <WhyStock forecast={forecast} />
              </div>
            </>
          ) : (
            <Unplanned item={item} />
          )
        }
      </Loaded>
      <div className="columns">
        <OverrideList item={item} />
        <ExpectedOrders item={item} />
      </div>
      {isOverriding && (
        <OverrideDialog
          item={item}
          forecast={query.data ?? undefined}
          title={`${planner.override}: ${part}`}
          onClose={() => setIsOverriding(false)}
        />
      )}
    </>
  );
}

/** Nothing is published about it: it can be planned at once. */
function Unplanned({ item: { partId, locationId } }: { item: Item }) {
  const { itemLocations: texts } = useTexts();
  const plan = useRequestRun();
  const { data: policy } = usePolicy({ partId, locationId });
  return (
    <div className="panel">
      <p>{texts.unplanned}</p>
      {policy && !policy.overridden && <p>{texts.firstRule}</p>}
      <button
        disabled={plan.isPending || plan.isSuccess}
        onClick={() => plan.mutate({ scope: { partIds: [partId], locationIds: [locationId] }, publishWhenDone: true })}
      >
        {texts.planNow}
      </button>
      {plan.isSuccess && <p role="status">{texts.asked}</p>}
      {plan.error && <ProblemNote problem={plan.error} />}
    </div>
  );
}
