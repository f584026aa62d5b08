import { useId } from 'react';
import { usePartName, useParts } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';

/** A part's number, with those that there are. */
export function PartFilter({ number, onChange }: { number: string; onChange: (number: string) => void }) {
  const texts = useTexts();
  const numbers = useId();
  return (
    <>
      <Field label={texts.planner.partNumber}>
        <input list={numbers} defaultValue={number} onChange={({ target }) => onChange(target.value.trim())} />
      </Field>
      <PartNumbers id={numbers} />
    </>
  );
}

/** The part numbers that there are, for an input that names this id as its `list`. */
export function PartNumbers({ id }: { id: string }) {
  const partName = usePartName();
  const { data: parts = [] } = useParts();
  return (
    <datalist id={id}>
      {parts.map((part) => (
        <option key={part.id} value={part.number}>
          {partName(part.id)}
        </option>
      ))}
    </datalist>
  );
}
