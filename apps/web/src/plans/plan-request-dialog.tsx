import { useSites } from '../api/lookups.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { wallTime } from '../time/zones.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { type Plan, useRequestPlan } from './queries.js';

const dayMilliseconds = 86_400_000;

interface PlanRequestDialogProps {
  onClose: () => void;
  onDone: (plan: Plan) => void;
}

/** Whose visits are planned together, and for which days: today and tomorrow unless somebody says otherwise. */
export function PlanRequestDialog({ onClose, onDone }: PlanRequestDialogProps) {
  const texts = useTexts();
  const send = useRequestPlan();
  const { siteId: ownSiteId } = useMe();
  const { data: sites = [] } = useSites();
  const now = useNow();
  const zone = sites.find(({ id }) => id === ownSiteId)?.place.timeZone ?? sites[0]?.place.timeZone ?? 'UTC';
  const day = (later: number) => wallTime(now + later * dayMilliseconds, zone).slice(0, 10);
  return (
    <Dialog title={texts.plans.request} onClose={onClose}>
      <SendForm
        send={send}
        submit={texts.plans.start}
        onDone={onDone}
        wish={({ text, number, all }) => ({
          siteIds: ownSiteId ? [ownSiteId] : all('siteIds'),
          from: text('from') ?? '',
          to: text('to') ?? '',
          ...(number('seconds') !== undefined && { seconds: number('seconds') }),
        })}
      >
        {!ownSiteId && (
          <Field label={texts.plans.columns.sites} name="siteIds" problem={send.error} hint={texts.plans.sitesHint}>
            <select name="siteIds" multiple required size={8}>
              {sites.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field label={texts.plans.from} name="from" problem={send.error}>
          <input type="date" name="from" required defaultValue={day(0)} />
        </Field>
        <Field label={texts.plans.to} name="to" problem={send.error}>
          <input type="date" name="to" required defaultValue={day(1)} />
        </Field>
        <Field label={texts.plans.seconds} name="seconds" problem={send.error} hint={texts.plans.secondsHint}>
          <input type="number" name="seconds" min={1} max={120} defaultValue={10} />
        </Field>
      </SendForm>
    </Dialog>
  );
}
