import { useState } from 'react';
import type { Problem } from '../api/problem.js';
import { Field } from '../ui/field.js';

interface DayFieldProps {
  label: string;
  /** By which name the API knows it. */
  name: string;
  /** `2026-03-02`, or empty. */
  day: string;
  problem: Problem | null;
  onChange: (day: string) => void;
}

/** A day of a filter. What is being typed is kept here: on its way to 2026 a year is 2, 20 and 202, which nobody asks for. */
export function DayField({ label, name, day, problem, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState(day);
  const [known, setKnown] = useState(day);
  if (known !== day) {
    setKnown(day);
    setTyped(day);
  }
  return (
    <Field label={label} name={name} problem={problem}>
      <input
        type="date"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value === '' || target.value >= '1900') onChange(target.value);
        }}
      />
    </Field>
  );
}
