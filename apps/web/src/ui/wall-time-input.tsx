import { type InputHTMLAttributes, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { offsetMinutes, viewerZone, wallTime } from '../time/zones.js';
import { Field } from './field.js';
import type { Problem } from '../api/problem.js';

interface WallTimeProps extends Pick<InputHTMLAttributes<HTMLInputElement>, 'required'> {
  name: string;
  label: string;
  /** The place whose clock counts. */
  zone: string;
  initial?: string | undefined;
  problem?: Problem | null;
}

/** Date and time by the clock of the place; the zone is named when it is not the viewer's. Read it with `instantOfWall`. */
export function WallTimeInput({ name, label, zone, initial, problem, required }: WallTimeProps) {
  const texts = useTexts();
  const [at] = useState(() => (initial === undefined ? Date.now() : Date.parse(initial)));
  const elsewhere = offsetMinutes(at, zone) !== offsetMinutes(at, viewerZone());
  return (
    <Field label={label} name={name} problem={problem ?? null} {...(elsewhere && { hint: texts.common.inZone(zone) })}>
      <input
        type="datetime-local"
        name={name}
        required={required}
        step={300}
        defaultValue={initial === undefined ? '' : wallTime(at, zone)}
      />
    </Field>
  );
}
