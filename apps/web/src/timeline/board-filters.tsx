import { useSearchParams } from 'react-router';
import { useTechnicians } from '../api/lookups.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useTexts } from '../texts/text-context.js';
import { FilterSelect } from '../ui/filter-select.js';
import { useTypedSearch } from '../ui/use-typed-search.js';
import { type FilterName, filterNames, filterOf, isFiltered } from './board-filter.js';

/** What of the board is looked at. It is kept in the address, so a link or a saved view brings it back. */
export function BoardFilters() {
  const texts = useTexts();
  const words = texts.timeline.filters;
  const [parameters, setParameters] = useSearchParams();
  const { data: technicians } = useTechnicians();
  const filter = filterOf(parameters);
  const skills = [...new Set(technicians?.flatMap((one) => one.skills.map(({ skill }) => skill)))];
  const choose = useAddressFilter();
  const select = (name: FilterName, label: string, options: readonly (readonly [string, string])[]) => (
    <FilterSelect
      label={label}
      all={texts.common.all}
      value={filter[name]}
      options={options}
      onChoose={(value) => choose(name, value)}
    />
  );
  const nameOf = (skill: string) => texts.skills[skill] ?? skill;
  return (
    <form className="filters" aria-label={texts.orders.filters.title} onSubmit={(event) => event.preventDefault()}>
      <SearchField name="text" label={words.text} />
      <SearchField name="who" label={texts.visits.technician} />
      {select(
        'skill',
        texts.orders.skill,
        skills
          .map((skill) => [skill, nameOf(skill)] as const)
          .toSorted(([, one], [, other]) => one.localeCompare(other)),
      )}
      {select('priority', texts.orders.priority, Object.entries(texts.priority))}
      {select('status', words.status, Object.entries(texts.visitStatus))}
      {isFiltered(filter) && (
        <button
          type="button"
          onClick={() =>
            setParameters((before) => {
              const after = new URLSearchParams(before);
              for (const name of filterNames) after.delete(name);
              return after;
            })
          }
        >
          {texts.orders.filters.clear}
        </button>
      )}
    </form>
  );
}

function SearchField({ name, label }: { name: FilterName; label: string }) {
  const { typed, setTyped } = useTypedSearch(name);
  return (
    <label>
      <span>{label}</span>
      <input type="search" value={typed} maxLength={80} onChange={({ target }) => setTyped(target.value)} />
    </label>
  );
}
