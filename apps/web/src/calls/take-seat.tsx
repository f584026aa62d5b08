import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { SendForm } from '../ui/send-form.js';
import { standingOf } from './desk-rows.js';
import { type Seat, useSeatStep } from './queries.js';
import { rememberedSeat } from './remembered-seat.js';

/** For who sits nowhere: the seats at which nobody sits. */
export function TakeSeat({ seats }: { seats: readonly Seat[] }) {
  const texts = useTexts();
  const words = texts.calls;
  const step = useSeatStep();
  const empty = seats.filter((seat) => standingOf(seat) === 'nobody');
  if (empty.length === 0) return seats.length > 0 && <p className="muted">{words.allTaken}</p>;
  const last = empty.find(({ code }) => code === rememberedSeat());
  return (
    <div className="take-seat">
      <SendForm
        send={step}
        submit={words.take}
        onDone={() => undefined}
        wish={({ text }) => {
          const code = text('code');
          return code === undefined ? undefined : { does: 'take' as const, code };
        }}
      >
        <Field label={words.yourSeat} name="code" problem={step.error}>
          <select name="code" required defaultValue={last?.code ?? ''}>
            <Options
              none={texts.common.choose}
              of={empty.map(({ code, name, kind }) => [code, `${name} · ${words.kind[kind]}`] as const)}
            />
          </select>
        </Field>
      </SendForm>
    </div>
  );
}
