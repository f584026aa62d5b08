import { useSearchParams } from 'react-router';
import { useSites } from '../api/lookups.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { FilterSelect } from '../ui/filter-select.js';
import type { OrderFilter } from './queries.js';

const fields = ['status', 'waitingFor', 'risk', 'exceptions', 'siteId', 'priority', 'age'] as const;

/** The filter that an address asks for; the API refuses what it does not know. */
export const filterOf = (parameters: URLSearchParams): OrderFilter =>
  Object.fromEntries(
    fields.flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name)]] : [])),
  ) as OrderFilter;

export function OrderFilters() {
  const texts = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const { siteId } = useMe();
  const { data: sites = [] } = useSites();
  const choose = (name: string, value: string) =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    });
  const select = (name: (typeof fields)[number], label: string, all: string, options: [string, string][]) => (
    <FilterSelect
      label={label}
      all={all}
      value={parameters.get(name)}
      options={options}
      onChoose={(value) => choose(name, value)}
    />
  );
  const { filters } = texts.orders;
  return (
    <form className="filters" aria-label={filters.title}>
      {select('status', texts.orders.status, filters.open, [
        ...Object.entries(texts.orderStatus),
        ['all', texts.common.all],
      ])}
      {select('risk', texts.orders.risk, texts.common.all, Object.entries(texts.risk))}
      {select('priority', texts.orders.priority, texts.common.all, Object.entries(texts.priority))}
      {select('age', texts.orders.age, texts.common.all, Object.entries(texts.orders.ages))}
      {select('waitingFor', texts.orders.waitingFor, texts.common.all, Object.entries(texts.party))}
      {!siteId &&
        select(
          'siteId',
          texts.orders.site,
          texts.common.all,
          sites.map(({ id, name }) => [id, name]),
        )}
      {!siteId &&
        select('exceptions', texts.pages.exceptions, texts.common.all, [
          ['true', filters.onlyExceptions],
          ['false', filters.withoutExceptions],
        ])}
      {parameters.size > 0 && (
        <button type="button" onClick={() => setParameters({})}>
          {filters.clear}
        </button>
      )}
    </form>
  );
}
