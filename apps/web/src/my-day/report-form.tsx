import { type FormEvent, useEffect, useId, useState } from 'react';
import { useReservation } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import type { Visit } from '../visits/queries.js';
import { CodeField } from './code-field.js';
import { codeKinds, type DoStep, type Draft, newPart, type Outcome, wishesOf } from './draft.js';
import { PartsField } from './parts-field.js';
import { PhotosField } from './photos-field.js';
import { SignatureField } from './signature-field.js';
import { useCodes } from './use-codes.js';
import { useDraft } from './use-draft.js';

interface ReportFormProps {
  visit: Visit;
  at: string;
  /** The visit has ended meanwhile: what was written can be read, not sent. */
  isOver: boolean;
  onStep: DoStep;
}

/** Outcomes of which the next one who goes must know why. */
const needsNote = new Set<string>(['unsafe']);

/** The report of how a visit has ended, kept on the phone while it is written. */
export function ReportForm({ visit, at, isOver, onStep }: ReportFormProps) {
  const texts = useTexts();
  const words = texts.myDay.report;
  const titleId = useId();
  const [draft, change] = useDraft(visit);
  const [fault, setFault] = useState<string>();
  const codes = useCodes(visit);
  useHeldParts(visit, draft, change);
  if (!draft) return null;
  const set = (part: Partial<Draft>) => change((present) => ({ ...present, ...part }));
  const stepCodes = Object.keys(texts.step);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isOver) return;
    const lacksParts = draft.outcome === 'part_missing' && !draft.parts.some(({ missing }) => missing > 0);
    setFault(lacksParts ? words.needsParts : undefined);
    if (!lacksParts) void onStep(...wishesOf(draft, at, stepCodes));
  };
  return (
    <form className="panel report" onSubmit={send} aria-labelledby={titleId}>
      <h2 id={titleId}>{words.title}</h2>
      <p className="muted">{words.kept}</p>
      <fieldset>
        <legend>{words.checklist}</legend>
        {Object.entries(texts.step).map(([code, label]) => (
          <label key={code} className="choice">
            <input
              type="checkbox"
              checked={draft.done.includes(code)}
              onChange={({ target }) =>
                set({ done: target.checked ? [...draft.done, code] : draft.done.filter((other) => other !== code) })
              }
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <Field label={words.outcome}>
        <select value={draft.outcome} onChange={({ target }) => set({ outcome: target.value as Outcome })}>
          {Object.entries(texts.outcome).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      {draft.outcome === 'level_too_low' && (
        <Field label={words.levelNeeded}>
          <input
            type="number"
            min={1}
            max={5}
            value={draft.levelNeeded}
            onChange={({ target }) => set({ levelNeeded: target.value })}
          />
        </Field>
      )}
      {codeKinds.map((kind) => (
        <CodeField
          key={kind}
          label={words[kind]}
          value={draft[kind]}
          options={codes[kind]}
          required={draft.outcome === 'repaired' && (kind === 'faultCode' || kind === 'remedyCode')}
          onChange={(code) => set({ [kind]: code })}
        />
      ))}
      <PartsField
        parts={draft.parts}
        asksMissing={draft.outcome === 'part_missing'}
        onChange={(parts) => set({ parts })}
      />
      <PhotosField photos={draft.photos} onChange={(photos) => set({ photos })} />
      <SignatureField
        signature={draft.signature}
        signedBy={draft.signedBy}
        onDrawn={(signature) => set({ signature })}
        onNamed={(signedBy) => set({ signedBy })}
      />
      <Field label={words.note}>
        <textarea
          rows={3}
          maxLength={2000}
          required={needsNote.has(draft.outcome)}
          value={draft.note}
          onChange={({ target }) => set({ note: target.value })}
        />
      </Field>
      {fault && (
        <p role="alert" className="note fault">
          {fault}
        </p>
      )}
      <button className="primary" disabled={isOver}>
        {words.send}
      </button>
    </form>
  );
}

/** The parts that are held for the order stand in the list from the beginning; taken once, as the user may take some out. */
function useHeldParts(
  { repairOrderId }: Visit,
  draft: Draft | undefined,
  change: (how: (draft: Draft) => Draft) => void,
): void {
  const { data } = useReservation(repairOrderId);
  const isWanted = draft !== undefined && !draft.partsTaken && data !== undefined;
  useEffect(() => {
    if (!isWanted || !data) return;
    const held = data.lines.filter(({ state }) => state === 'held' || state === 'unbacked');
    change((present) => ({
      ...present,
      partsTaken: true,
      parts: [...present.parts, ...held.map(({ partId, quantity }) => newPart(partId, quantity))],
    }));
  }, [isWanted, data, change]);
}
