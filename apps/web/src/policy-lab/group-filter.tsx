import { useSearchParams } from 'react-router';
import { isPlanned } from '../planner/places.js';
import { useLocations } from '../planner/queries.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useCategories } from '../planning-runs/scope-fields.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { type Grouping, groupings, valueClasses } from './queries.js';

const placeKinds = ['central', 'regional', 'site', 'van'] as const;

/** What the curves are drawn for: all, or one category, class, kind of place or place. Both values are in the address. */
export function GroupFilter({ grouping, value }: { grouping: Grouping; value: string }) {
  const { policyLab: texts, common } = useTexts();
  const set = useAddressFilter();
  const [, setParameters] = useSearchParams();
  const options = useGroupOptions(grouping);
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label={texts.group}>
        <select
          value={grouping}
          onChange={({ target }) => setParameters(target.value === 'all' ? {} : { group: target.value })}
        >
          <Options of={groupings.map((one) => [one, texts.grouping[one]] as const)} />
        </select>
      </Field>
      {grouping !== 'all' && (
        <Field label={texts.grouping[grouping]}>
          <select value={value} onChange={({ target }) => set('key', target.value)}>
            <Options none={common.choose} of={options} />
          </select>
        </Field>
      )}
    </form>
  );
}

function useGroupOptions(grouping: Grouping): readonly (readonly [string, string])[] {
  const texts = useTexts();
  const pick = usePick();
  const { data: categories = [] } = useCategories();
  const { data: places = [] } = useLocations();
  switch (grouping) {
    case 'category':
      return categories.map(({ code, nameEn, nameZh }) => [code, pick({ en: nameEn, zh: nameZh })]);
    case 'valueClass':
      return valueClasses.map((one) => [one, texts.policyLab.valueClass[one]]);
    case 'placeKind':
      return placeKinds.map((one) => [one, texts.locationKind[one]]);
    case 'place':
      return named(places.filter(isPlanned));
    case 'all':
      return [];
  }
}
