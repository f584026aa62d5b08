import { useSearchParams } from 'react-router';
import { useSites } from '../api/lookups.js';
import type { Problem } from '../api/problem.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { DayField } from './day-field.js';
import { paretoKeys, paretoQuestionOf } from './questions.js';
import { SubjectFields } from './subject-fields.js';

/** What is ranked by what, and when it was finished; all of it in the address. A site has only its own. */
export function ParetoFilters({ problem }: { problem: Problem | null }) {
  const { quality: texts, common } = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const set = useAddressFilter();
  const { siteId } = useMe();
  const { data: sites = [] } = useSites();
  const keys = paretoKeys.filter((key) => key !== 'site' || !siteId);
  return (
    <form className="filters" aria-label={texts.filters} onSubmit={(event) => event.preventDefault()}>
      <Field label={texts.by}>
        <select value={paretoQuestionOf(parameters).by} onChange={({ target }) => set('by', target.value)}>
          <Options of={keys.map((key) => [key, texts.keys[key]] as const)} />
        </select>
      </Field>
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
