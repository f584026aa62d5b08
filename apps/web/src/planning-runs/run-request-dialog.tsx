import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useParts } from '../api/lookups.js';
import { isPlanned } from '../planner/places.js';
import { useLocations } from '../planner/queries.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { type PlanningRun, useRequestRun } from './queries.js';

interface RunRequestDialogProps {
  onClose: () => void;
  onDone: (run: PlanningRun) => void;
}

/** What is planned, how far ahead, and whether it counts at once. Left as it is: everything. */
export function RunRequestDialog({ onClose, onDone }: RunRequestDialogProps) {
  const { planningRuns: texts } = useTexts();
  const send = useRequestRun();
  const partIds = usePartIds();
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const wish = (values: FormValues) => {
    const { ids, missing } = partIds(values.text('parts') ?? '');
    setUnknown(missing);
    return missing.length > 0 ? undefined : wishOf(values, ids);
  };
  return (
    <Dialog title={texts.request} onClose={onClose}>
      <SendForm send={send} submit={texts.start} onDone={onDone} wish={wish}>
        <CategoryField problem={send.error} />
        <Field label={texts.parts} name="scope.partIds" problem={send.error} hint={texts.partsHint}>
          <input name="parts" />
        </Field>
        {unknown.length > 0 && (
          <p role="alert" className="note fault">
            {texts.unknownParts(unknown.join(', '))}
          </p>
        )}
        <PlaceField problem={send.error} />
        <Field label={texts.periodDays} name="periodDays" problem={send.error}>
          <select name="periodDays">
            <Options
              none={texts.period.auto}
              of={([1, 7, 28] as const).map((days) => [String(days), texts.period[days]] as const)}
            />
          </select>
        </Field>
        <Field label={texts.horizon} name="horizonPeriods" problem={send.error}>
          <input type="number" name="horizonPeriods" min={1} max={52} defaultValue={13} />
        </Field>
        <label className="choice">
          <input type="checkbox" name="publishWhenDone" /> {texts.publishWhenDone}
        </label>
      </SendForm>
    </Dialog>
  );
}

type Problem = ReturnType<typeof useRequestRun>['error'];

function CategoryField({ problem }: { problem: Problem }) {
  const { planningRuns: texts } = useTexts();
  const pick = usePick();
  const { data: categories = [] } = useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/products/categories', { signal })),
    staleTime: 600_000,
  });
  return (
    <Field label={texts.categories} name="scope.categories" problem={problem} hint={texts.manyHint}>
      <select name="categories" multiple size={5}>
        <Options of={categories.map(({ code, nameEn, nameZh }) => [code, pick({ en: nameEn, zh: nameZh })] as const)} />
      </select>
    </Field>
  );
}

function PlaceField({ problem }: { problem: Problem }) {
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

function wishOf({ all, number, flag }: FormValues, partIds: string[]): Schemas['NewPlanningRun'] {
  const [categories, locationIds] = [all('categories'), all('places')];
  const [periodDays, horizonPeriods] = [number('periodDays'), number('horizonPeriods')];
  return {
    scope: {
      ...(categories.length > 0 && { categories }),
      ...(partIds.length > 0 && { partIds }),
      ...(locationIds.length > 0 && { locationIds }),
    },
    ...(periodDays !== undefined && { periodDays }),
    ...(horizonPeriods !== undefined && { horizonPeriods }),
    publishWhenDone: flag('publishWhenDone'),
  };
}

/** The ids of part numbers that somebody typed, and those that no part has. */
function usePartIds() {
  const { data } = useParts();
  const byNumber = useMemo(() => new Map(data?.map(({ id, number }) => [number, id])), [data]);
  return (typed: string) => {
    const numbers = typed
      .split(/[\s,，、;；]+/)
      .map((number) => number.trim())
      .filter((number) => number !== '');
    const ids = numbers.flatMap((number) => byNumber.get(number) ?? []);
    return { ids, missing: numbers.filter((number) => !byNumber.has(number)) };
  };
}
