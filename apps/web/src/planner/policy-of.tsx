import { type UseMutationResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import type { Problem } from '../api/problem.js';
import { useSend } from '../api/use-send.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import type { Policy } from './queries.js';

/** When stock of a part is ordered at this place, and why; read when somebody asks. */
export function PolicyOf(place: { partId: string; locationId: string }) {
  const texts = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>{texts.planner.show}</button>
      {isOpen && (
        <Dialog title={texts.planner.policy} onClose={() => setOpen(false)}>
          <PolicyBody {...place} />
        </Dialog>
      )}
    </>
  );
}

function PolicyBody({ partId, locationId }: { partId: string; locationId: string }) {
  const query = useQuery({
    queryKey: ['policies', partId, locationId],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/stock-policies', { params: { query: { partId, locationId } }, signal }))).items,
  });
  return (
    <Loaded query={query}>
      {([policy]) =>
        policy ? (
          <PresentPolicy key={policy.version} policy={policy} />
        ) : (
          <NewPolicy partId={partId} locationId={locationId} />
        )
      }
    </Loaded>
  );
}

const touched = ['policies', 'proposals'] as const;

/** The review sets policies where there is demand; a planner may set one where it has not. */
function NewPolicy(place: { partId: string; locationId: string }) {
  const texts = useTexts();
  const create = useSend(
    (body: Schemas['PolicyOverride'], key) =>
      answerOf(api.POST('/api/v1/stock-policies', { params: { header: once(key) }, body: { ...body, ...place } })),
    touched,
  );
  return (
    <>
      <p className="muted">{texts.planner.noPolicy}</p>
      <PolicyForm send={create} submit={texts.planner.create} reorderPoint={0} orderUpTo={1} />
    </>
  );
}

function PresentPolicy({ policy }: { policy: Policy }) {
  const texts = useTexts();
  const format = useFormat();
  const params = (key: string) => ({ path: { id: policy.id }, header: once(key, policy.version) });
  const override = useSend(
    (body: Schemas['PolicyOverride'], key) =>
      answerOf(api.POST('/api/v1/stock-policies/{id}/override', { params: params(key), body })),
    touched,
  );
  const automatic = useSend(
    (_: undefined, key) => answerOf(api.POST('/api/v1/stock-policies/{id}/automatic', { params: params(key) })),
    touched,
  );
  return (
    <>
      <p>{policy.reason}</p>
      <p className="muted">
        {texts.planner.demand(format.number(policy.meanPerDay * 30), format.number(policy.leadTimeDays))}
      </p>
      {policy.overridden && (
        <p className="badges">
          <Badge tone="warn">{texts.planner.overridden}</Badge> {policy.overrideReason}
          <button disabled={automatic.isPending} onClick={() => automatic.mutate(undefined)}>
            {texts.planner.automatic(policy.computedReorderPoint, policy.computedOrderUpTo)}
          </button>
        </p>
      )}
      {automatic.error && <ProblemNote problem={automatic.error} />}
      <PolicyForm send={override} submit={texts.planner.override} {...policy} />
    </>
  );
}

interface PolicyFormProps {
  send: UseMutationResult<Policy, Problem, Schemas['PolicyOverride']>;
  submit: string;
  reorderPoint: number;
  orderUpTo: number;
}

function PolicyForm({ send, submit, reorderPoint, orderUpTo }: PolicyFormProps) {
  const texts = useTexts();
  return (
    <SendForm
      send={send}
      submit={submit}
      onDone={() => undefined}
      wish={({ text, number }) => ({
        reorderPoint: number('reorderPoint') ?? 0,
        orderUpTo: number('orderUpTo') ?? 0,
        reason: text('reason') ?? '',
      })}
    >
      <Field label={texts.planner.reorderPoint} name="reorderPoint" problem={send.error}>
        <input type="number" name="reorderPoint" min={0} required defaultValue={reorderPoint} />
      </Field>
      <Field label={texts.planner.orderUpTo} name="orderUpTo" problem={send.error}>
        <input type="number" name="orderUpTo" min={0} required defaultValue={orderUpTo} />
      </Field>
      <Field label={texts.common.reason} name="reason" problem={send.error}>
        <input name="reason" required maxLength={500} />
      </Field>
    </SendForm>
  );
}
