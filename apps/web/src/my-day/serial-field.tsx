import { type ChangeEvent, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { canScan, codeIn } from './scan.js';

interface SerialFieldProps {
  label: string;
  value: string;
  onChange: (serial: string) => void;
}

/** A serial number: typed, or read from a picture of its label where the browser can do that. */
export function SerialField({ label, value, onChange }: SerialFieldProps) {
  const texts = useTexts().myDay.report;
  const [failed, setFailed] = useState(false);
  const scan = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    const code = await codeIn(file).catch(() => undefined);
    currentTarget.value = '';
    setFailed(code === undefined);
    if (code !== undefined) onChange(code.slice(0, 64));
  };
  return (
    <div className="serial">
      <Field label={label} hint={failed ? texts.noSerial : undefined}>
        <input
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={64}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </Field>
      {canScan() && (
        <label className="button">
          {texts.scan}
          <input
            className="hidden"
            type="file"
            accept="image/*"
            capture="environment"
            aria-label={`${texts.scan}: ${label}`}
            onChange={(event) => void scan(event)}
          />
        </label>
      )}
    </div>
  );
}
