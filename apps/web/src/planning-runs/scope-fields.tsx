import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useParts } from '../api/lookups.js';
import type { Problem } from '../api/problem.js';
import { isPlanned } from '../planner/places.js';
import { useLocations } from '../planner/queries.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import type { FormValues } from '../ui/send-form.js';

interface ScopeFieldsProps {
  problem: Problem | null;
  /** Part numbers that were typed and that no part has. */
  unknown: readonly string[];
}

/** Which item-locations a run is about, and how long its periods are. Left as they are: everything, as usual. */
export function ScopeFields({ problem, unknown }: ScopeFieldsProps) {
  const { planningRuns: texts } = useTexts();
  return (
    <>
      <CategoryField problem={problem} />
      <Field label={texts.parts} name="scope.partIds" problem={problem} hint={texts.partsHint}>
        <input name="parts" />
      </Field>
      {unknown.length > 0 && (
        <p role="alert" className="note fault">
          {texts.unknownParts(unknown.join(', '))}
        </p>
      )}
      <PlaceField problem={problem} />
      <Field label={texts.periodDays} name="periodDays" problem={problem}>
        <select name="periodDays">
          <Options
            none={texts.period.auto}
            of={([1, 7, 28] as const).map((days) => [String(days), texts.period[days]] as const)}
          />
        </select>
      </Field>
    </>
  );
}

export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/products/categories', { signal })),
    staleTime: 600_000,
  });
}

function CategoryField({ problem }: { problem: Problem | null }) {
  const { planningRuns: texts } = useTexts();
  const pick = usePick();
  const { data: categories = [] } = useCategories();
  return (
    <Field label={texts.categories} name="scope.categories" problem={problem} hint={texts.manyHint}>
      <select name="categories" multiple size={5}>
        <Options of={categories.map(({ code, nameEn, nameZh }) => [code, pick({ en: nameEn, zh: nameZh })] as const)} />
      </select>
    </Field>
  );
}

function PlaceField({ problem }: { problem: Problem | null }) {
  const { planningRuns: texts } = useTexts();
  const { data: places = [] } = useLocations();
  return (
    <Field label={texts.places} name="scope.locationIds" problem={problem} hint={texts.manyHint}>
      <select name="places" multiple size={5}>
        <Options of={named(places.filter(isPlanned))} />
      </select>
    </Field>
  );
}

type Scoped = Pick<Schemas['NewPlanningRun'], 'scope' | 'periodDays'>;

/** Reads the fields; undefined where a part number is unknown, and then `unknown` says which. */
export function useScope() {
  const { data } = useParts();
  const byNumber = useMemo(() => new Map(data?.map(({ id, number }) => [number, id])), [data]);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const scopeOf = ({ text, number, all }: FormValues): Scoped | undefined => {
    const numbers = (text('parts') ?? '').split(/[\s,，、;；]+/).filter((one) => one !== '');
    const missing = numbers.filter((one) => !byNumber.has(one));
    setUnknown(missing);
    if (missing.length > 0) return undefined;
    const partIds = numbers.flatMap((one) => byNumber.get(one) ?? []);
    const [categories, locationIds, periodDays] = [all('categories'), all('places'), number('periodDays')];
    return {
      scope: {
        ...(categories.length > 0 && { categories }),
        ...(partIds.length > 0 && { partIds }),
        ...(locationIds.length > 0 && { locationIds }),
      },
      ...(periodDays !== undefined && { periodDays }),
    };
  };
  return { scopeOf, unknown };
}
