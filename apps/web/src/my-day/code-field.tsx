import { type FocusEvent, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { matchesOf } from './search.js';
import type { CodeOption } from './use-codes.js';

interface CodeFieldProps {
  label: string;
  value: string;
  options: readonly CodeOption[];
  required: boolean;
  onChange: (code: string) => void;
}

/** A code, found by what it means or typed as it is. */
export function CodeField({ label, value, options, required, onChange }: CodeFieldProps) {
  const texts = useTexts().myDay.report;
  const [isOpen, setOpen] = useState(false);
  const known = options.find(({ code }) => code === value);
  const found = known ? [] : matchesOf(options, value, ({ code, name = '' }) => `${code} ${name}`);
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    <div onFocus={() => setOpen(true)} onBlur={leave}>
      <Field label={label} hint={known?.name ?? texts.codeHint}>
        <input
          autoComplete="off"
          autoCapitalize="none"
          maxLength={64}
          required={required}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </Field>
      {isOpen && found.length > 0 && (
        <ul className="matches" aria-label={texts.matches(label)}>
          {found.map(({ code, name }) => (
            <li key={code}>
              <button
                type="button"
                onClick={() => {
                  onChange(code);
                  setOpen(false);
                }}
              >
                {name ?? code} {name && <small>{code}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
