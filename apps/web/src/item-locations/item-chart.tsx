import { useMemo, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { chartOf } from './chart/chart-model.js';
import { ChartTable } from './chart/chart-table.js';
import { DemandChart } from './chart/demand-chart.js';
import { EventList } from './chart/event-words.js';
import { type ForecastDetail, useExpectedOrders, useMovements, useOverrides, usePartLevels } from './queries.js';

const nowPace = 300_000;
const yearDays = 364;
const mostMovements = 600;

/** The chart of an item-location with what it is drawn from, and its values as a table. */
export function ItemChart({ forecast, title }: { forecast: ForecastDetail; title: string }) {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  const now = useNow(nowPace);
  const [isWhole, setIsWhole] = useState(false);
  const { data: orders } = useExpectedOrders(forecast);
  const { data: overrides } = useOverrides(forecast);
  const { data: movements } = useMovements(forecast);
  const { data: levels } = usePartLevels(forecast.partId);
  const most = isWhole ? forecast.history.length : Math.ceil(yearDays / forecast.periodDays);
  const stock = useMemo(
    () => levels?.find(({ locationId }) => locationId === forecast.locationId) ?? forecast.stock,
    [levels, forecast],
  );
  const model = useMemo(
    () =>
      chartOf({
        ...{ forecast, stock, now, most },
        orders: orders ?? [],
        overrides: overrides ?? [],
        movements: movements ?? [],
        hasAllMovements: movements !== undefined && movements.length < mostMovements,
      }),
    [forecast, stock, now, most, orders, overrides, movements],
  );
  return (
    <section className="panel">
      <div className="actions">
        <span className="muted">{texts.asOf(format.date(forecast.asOf, 'UTC'))}</span>
        {forecast.history.length > Math.ceil(yearDays / forecast.periodDays) && (
          <div className="tabs" role="group" aria-label={texts.range}>
            <button aria-pressed={!isWhole} onClick={() => setIsWhole(false)}>
              {texts.year}
            </button>
            <button aria-pressed={isWhole} onClick={() => setIsWhole(true)}>
              {texts.whole}
            </button>
          </div>
        )}
      </div>
      <DemandChart model={model} title={title} periodDays={forecast.periodDays} onHand={stock.onHand} />
      <ChartTable model={model} />
      <EventList events={model.events} />
    </section>
  );
}
