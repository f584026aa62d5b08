import { usePartName, useParts } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';

/** A part's number, with those that there are. */
export function PartFilter({ number, onChange }: { number: string; onChange: (number: string) => void }) {
  const texts = useTexts();
  const partName = usePartName();
  const { data: parts = [] } = useParts();
  return (
    <>
      <Field label={texts.planner.partNumber}>
        <input list="parts" defaultValue={number} onChange={({ target }) => onChange(target.value.trim())} />
      </Field>
      <datalist id="parts">
        {parts.map((part) => (
          <option key={part.id} value={part.number}>
            {partName(part.id)}
          </option>
        ))}
      </datalist>
    </>
  );
}
