import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { addDays, instantOfWall, viewerZone } from '../time/zones.js';
import { Field } from '../ui/field.js';

/** The last day on which an override counts; read it with `endOf`. */
export function UntilField({ problem }: { problem: Problem | null }) {
  const { itemLocations: texts } = useTexts();
  return (
    <Field label={texts.until} name="endsAt" problem={problem} hint={texts.untilHint}>
      <input type="date" name="until" />
    </Field>
  );
}

/** When the day `2026-03-02` is over for the viewer, as the field of a body; nothing without a day. */
export function endOf(day: string | undefined): { endsAt?: string } {
  if (day === undefined) return {};
  const zone = viewerZone();
  return { endsAt: new Date(addDays(instantOfWall(`${day}T00:00`, zone), 1, zone)).toISOString() };
}
