import { useParts } from '../api/lookups.js';
import { PartFilter } from '../planner/part-filter.js';
import { isPlanned } from '../planner/places.js';
import { useLocations } from '../planner/queries.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import type { ItemFilter } from './use-item-filter.js';

interface ItemFiltersProps {
  filter: ItemFilter & { show: string };
  /** Value and label of what may be shown, what is shown by itself first. */
  shows: readonly (readonly [value: string, label: string])[];
}

/** Which part, which place, which rows: what is chosen goes into the address. */
export function ItemFilters({ filter: { partId, locationId, show }, shows }: ItemFiltersProps) {
  const { demand, planner, common } = useTexts();
  const choose = useAddressFilter();
  const { data: parts } = useParts();
  const { data: places = [] } = useLocations();
  const [first] = shows;
  // what the catalogue does not have is named by its id
  const number = parts && partId ? (parts.find(({ id }) => id === partId)?.number ?? partId) : '';
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <PartFilter
        key={parts ? 'known' : 'asked'}
        number={number}
        onChange={(typed) => choose('partId', parts?.find((part) => part.number === typed)?.id ?? '')}
      />
      <Field label={planner.columns.location}>
        <select value={locationId ?? ''} onChange={({ target }) => choose('place', target.value)}>
          <Options none={common.all} of={named(places.filter(isPlanned))} />
        </select>
      </Field>
      <Field label={demand.show}>
        <select value={show} onChange={({ target }) => choose('show', target.value === first?.[0] ? '' : target.value)}>
          <Options of={shows} />
        </select>
      </Field>
    </form>
  );
}
