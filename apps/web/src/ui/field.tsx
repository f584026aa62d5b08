import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';
import type { Problem } from '../api/problem.js';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What the API said, and by which name it knows this field. */
  problem?: Problem | null;
  name?: string;
  children: ReactElement<{ id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }>;
}

/** One control with its label, and below it what the API has against its value. */
export function Field({ label, hint, problem, name, children }: FieldProps) {
  const id = useId();
  const isOf = (field: string) =>
    name !== undefined && (field === name || /^[.[]/.test(field.slice(name.length))) && field.startsWith(name);
  const faults = problem?.fields.filter(({ field }) => isOf(field)) ?? [];
  const described = faults.length > 0 || hint !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        ...(described && { 'aria-describedby': `${id}-note` }),
        ...(faults.length > 0 && { 'aria-invalid': true }),
      })}
      {described && (
        <p id={`${id}-note`} className={faults.length > 0 ? 'fault' : 'muted'}>
          {faults.length > 0 ? faults.map(({ message }) => message).join('; ') : hint}
        </p>
      )}
    </div>
  );
}
