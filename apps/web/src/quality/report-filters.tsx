import { useSearchParams } from 'react-router';
import { useSites } from '../api/lookups.js';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { DayField } from './day-field.js';
import type { ParetoBy } from './questions.js';
import { SubjectFields } from './subject-fields.js';

interface ReportFiltersProps {
  /** What it can be split by, and what it is; left out where it is not. */
  split?: { keys: readonly ParetoBy[]; by: ParetoBy; label: string };
  problem: Problem | null;
  /** More fields of this page, before the others. */
  children?: ReactNode;
}

/** What a report counts, split by what, and when it was finished; all of it in the address. A site has only its own. */
export function ReportFilters({ split, problem, children }: ReportFiltersProps) {
  const { quality: texts, common } = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const set = useAddressFilter();
  const { siteId } = useMe();
  const { data: sites = [] } = useSites();
  const keys = split?.keys.filter((key) => key !== 'site' || !siteId) ?? [];
  return (
    <form className="filters" aria-label={texts.filters} onSubmit={(event) => event.preventDefault()}>
      {children}
      {split && (
        <Field label={split.label}>
          <select value={split.by} onChange={({ target }) => set('by', target.value)}>
            <Options of={keys.map((key) => [key, texts.keys[key]] as const)} />
          </select>
        </Field>
      )}
      {(['from', 'to'] as const).map((name) => (
        <DayField
          key={name}
          label={texts[name]}
          name={name}
          day={parameters.get(name) ?? ''}
          problem={problem}
          onChange={(day) => set(name, day)}
        />
      ))}
      <SubjectFields none={common.all} />
      {!siteId && (
        <Field label={texts.site}>
          <select value={parameters.get('siteId') ?? ''} onChange={({ target }) => set('siteId', target.value)}>
            <Options none={common.all} of={named(sites)} />
          </select>
        </Field>
      )}
      {parameters.size > 0 && (
        <button type="button" onClick={() => setParameters({})}>
          {texts.clear}
        </button>
      )}
    </form>
  );
}
