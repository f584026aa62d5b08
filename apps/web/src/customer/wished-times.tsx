import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { addDays, instantOfWall, startOfDay, wallTime } from '../time/zones.js';
import { Field } from '../ui/field.js';
import type { FormValues } from '../ui/send-form.js';
import type { CodedAsset, CustomerWindow } from './queries.js';

const days = 7;
/** Hours of the place's clock. */
const parts = { morning: [8, 12], afternoon: [12, 17], evening: [17, 20] } as const;
type Part = keyof typeof parts;

/** The day and the part of it on which somebody may come, on the clock of the place; from tomorrow on. */
export function WishedTimes({ asset }: { asset: CodedAsset }) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <fieldset>
      <legend>{texts.customer.when}</legend>
      <div className="pair">
        <Field label={texts.customer.day}>
          <select name="day" defaultValue="">
            <option value="">{texts.customer.anyDay}</option>
            {nextDays(asset).map((midnight) => (
              <option key={midnight} value={wallTime(midnight, asset.timeZone).slice(0, 10)}>
                {format.day(midnight, asset.timeZone)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={texts.customer.part}>
          <select name="part" defaultValue="morning">
            {Object.entries(texts.customer.parts).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </fieldset>
  );
}

function nextDays({ now, timeZone }: CodedAsset): number[] {
  const today = startOfDay(Date.parse(now), timeZone);
  return Array.from({ length: days }, (_, index) => addDays(today, index + 1, timeZone));
}

/** What was filled in above; none for any day. */
export function wishedOf({ text }: FormValues, { timeZone }: CodedAsset): CustomerWindow[] {
  const day = text('day');
  if (!day) return [];
  const [from, to] = parts[(text('part') ?? 'morning') as Part];
  const at = (hour: number) =>
    new Date(instantOfWall(`${day}T${String(hour).padStart(2, '0')}:00`, timeZone)).toISOString();
  return [{ from: at(from), to: at(to) }];
}
