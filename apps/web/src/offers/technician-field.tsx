import { useTechnicians } from '../api/lookups.js';
import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import type { Offer } from './queries.js';

interface TechnicianFieldProps {
  offer: Offer;
  /** What naming nobody means. */
  none: string;
  initial?: string | undefined;
  hint?: string | undefined;
  problem: Problem | null;
}

/** Who of the site comes, each with the level in what the order asks for. */
export function TechnicianField({ offer, none, initial = '', hint, problem }: TechnicianFieldProps) {
  const texts = useTexts();
  const { data: technicians = [] } = useTechnicians();
  return (
    <Field label={texts.visits.technician} name="technicianId" problem={problem} hint={hint}>
      <select key={technicians.length} name="technicianId" defaultValue={initial}>
        <option value="">{none}</option>
        {technicians
          .filter(({ active, siteId }) => active && siteId === offer.siteId)
          .map(({ id, name, skills }) => (
            <option key={id} value={id}>
              {name} {levelText(skills, offer.skill)}
            </option>
          ))}
      </select>
    </Field>
  );
}

/** How good somebody is at what the order asks for. */
function levelText(skills: readonly { skill: string; level: number }[], wanted: string): string {
  const level = skills.find(({ skill }) => skill === wanted)?.level;
  return level === undefined ? '(–)' : `(${level}/5)`;
}
