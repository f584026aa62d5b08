import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useAutomaticPolicy, useCreatePolicy, useOverridePolicy } from './policy-writes.js';
import { type Policy, usePolicy } from './queries.js';
import { endOf, UntilField } from './until.js';

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

interface PolicyBodyProps {
  partId: string;
  locationId: string;
  onDone?: () => void;
}

/** Reorder point and order-up-to level as they are, to be set or overridden. */
export function PolicyBody({ partId, locationId, onDone = () => undefined }: PolicyBodyProps) {
  const query = usePolicy({ partId, locationId });
  return (
    <Loaded query={query}>
      {(policy) =>
        policy ? (
          <PresentPolicy key={policy.version} policy={policy} onDone={onDone} />
        ) : (
          <NewPolicy partId={partId} locationId={locationId} onDone={onDone} />
        )
      }
    </Loaded>
  );
}

function NewPolicy({ onDone, ...place }: Required<PolicyBodyProps>) {
  const texts = useTexts();
  const create = useCreatePolicy(place);
  return (
    <>
      <p className="muted">{texts.planner.noPolicy}</p>
      <PolicyForm send={create} submit={texts.planner.create} reorderPoint={0} orderUpTo={1} onDone={onDone} />
    </>
  );
}

function PresentPolicy({ policy, onDone }: { policy: Policy; onDone: () => void }) {
  const texts = useTexts();
  const format = useFormat();
  const override = useOverridePolicy(policy);
  const automatic = useAutomaticPolicy(policy);
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
      <PolicyForm send={override} submit={texts.planner.override} onDone={onDone} {...policy} />
    </>
  );
}

interface PolicyFormProps {
  send: UseMutationResult<Policy, Problem, Schemas['PolicyOverride']>;
  submit: string;
  reorderPoint: number;
  orderUpTo: number;
  onDone: () => void;
}

function PolicyForm({ send, submit, reorderPoint, orderUpTo, onDone }: PolicyFormProps) {
  const texts = useTexts();
  return (
    <SendForm
      send={send}
      submit={submit}
      onDone={onDone}
      wish={({ text, number }) => ({
        reorderPoint: number('reorderPoint') ?? 0,
        orderUpTo: number('orderUpTo') ?? 0,
        reason: text('reason') ?? '',
        ...endOf(text('until')),
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
      <UntilField problem={send.error} />
    </SendForm>
  );
}
