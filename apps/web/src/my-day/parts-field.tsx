import { useState } from 'react';
import { useParts, usePartName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { type DraftPart, newPart } from './draft.js';
import { matchesOf } from './search.js';
import { SerialField } from './serial-field.js';

interface PartsFieldProps {
  parts: readonly DraftPart[];
  /** A further visit needs parts: which ones. */
  asksMissing: boolean;
  onChange: (parts: readonly DraftPart[]) => void;
}

const mostPieces = 1_000;

/** Which parts were used and which go back, with the serial numbers of those that were fitted and taken out. */
export function PartsField({ parts, asksMissing, onChange }: PartsFieldProps) {
  const texts = useTexts().myDay.report;
  const change = (index: number, with_: Partial<DraftPart>) =>
    onChange(parts.map((part, other) => (other === index ? { ...part, ...with_ } : part)));
  return (
    <fieldset>
      <legend>{texts.parts}</legend>
      {parts.length === 0 && <p className="muted">{texts.noParts}</p>}
      <ul className="plain rows">
        {parts.map((part, index) => (
          <li key={part.partId}>
            <PartLine
              part={part}
              asksMissing={asksMissing}
              onChange={(with_) => change(index, with_)}
              onRemove={() => onChange(parts.filter((_, other) => other !== index))}
            />
          </li>
        ))}
      </ul>
      <AddPart
        known={new Set(parts.map(({ partId }) => partId))}
        onAdd={(partId) =>
          onChange([...parts, { ...newPart(partId), ...(asksMissing ? { missing: 1 } : { used: 1 }) }])
        }
      />
    </fieldset>
  );
}

interface PartLineProps {
  part: DraftPart;
  asksMissing: boolean;
  onChange: (with_: Partial<DraftPart>) => void;
  onRemove: () => void;
}

function PartLine({ part, asksMissing, onChange, onRemove }: PartLineProps) {
  const texts = useTexts().myDay.report;
  const name = usePartName()(part.partId);
  const back = Math.max(0, part.planned - part.used);
  return (
    <div role="group" aria-label={name}>
      <strong>{name}</strong>
      <div className="counts">
        <Count label={texts.used} value={part.used} onChange={(used) => onChange({ used })} />
        {asksMissing && (
          <Count label={texts.missing} value={part.missing} onChange={(missing) => onChange({ missing })} />
        )}
        {part.planned > 0 ? (
          <span className="muted">
            {texts.unused}: {back}
          </span>
        ) : (
          <button type="button" aria-label={texts.removePart(name)} onClick={onRemove}>
            ×
          </button>
        )}
      </div>
      {part.used > 0 && (
        <>
          <SerialField
            label={texts.serialFitted}
            value={part.serialFitted}
            onChange={(serialFitted) => onChange({ serialFitted })}
          />
          <SerialField
            label={texts.serialRemoved}
            value={part.serialRemoved}
            onChange={(serialRemoved) => onChange({ serialRemoved })}
          />
        </>
      )}
    </div>
  );
}

function Count({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <Field label={label}>
      <input
        type="number"
        inputMode="numeric"
        min={0}
        max={mostPieces}
        required
        value={value}
        onChange={({ target }) => onChange(Math.min(mostPieces, Math.max(0, Math.trunc(Number(target.value)) || 0)))}
      />
    </Field>
  );
}

/** Finds a part that was not held, by number or name. */
function AddPart({ known, onAdd }: { known: ReadonlySet<string>; onAdd: (partId: string) => void }) {
  const texts = useTexts().myDay.report;
  const [typed, setTyped] = useState('');
  const { data: parts = [] } = useParts();
  const others = parts.filter(({ id }) => !known.has(id));
  const found =
    typed.trim() === '' ? [] : matchesOf(others, typed, (part) => `${part.number} ${part.nameEn} ${part.nameZh}`);
  const partName = usePartName();
  return (
    <>
      <Field label={texts.addPart} hint={texts.addPartHint}>
        <input autoComplete="off" value={typed} onChange={({ target }) => setTyped(target.value)} />
      </Field>
      {found.length > 0 && (
        <ul className="matches" aria-label={texts.matches(texts.addPart)}>
          {found.map(({ id }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  onAdd(id);
                  setTyped('');
                }}
              >
                {partName(id)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
