import { type FormEvent, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { ProblemNote } from '../ui/states.js';
import { type SubStatus, type SubStatuses, useReplaceSubStatuses } from './queries.js';

const mostEntries = 60;
/** The states in which a site has an order, in the order in which it goes through them. */
const states: readonly SubStatus['status'][] = [
  'accepted',
  'scheduled',
  'en_route',
  'on_site',
  'waiting_parts',
  'completed',
  'cannot_complete',
];

/** The list as a form, sent on the version with which it was filled: what somebody else has saved meanwhile is taken over only when the user wants it. */
export function SubStatusesForm({ siteId, list }: { siteId: string; list: SubStatuses }) {
  const texts = useTexts();
  const words = texts.subStatuses;
  const [{ version, entries }, setFilled] = useState(list);
  const send = useReplaceSubStatuses(siteId);
  const change = (changed: SubStatus[]) => {
    send.reset();
    setFilled({ version, entries: changed });
  };
  const set = (at: number, part: Partial<SubStatus>) =>
    change(entries.map((entry, index) => (index === at ? { ...entry, ...part } : entry)));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending) send.mutate({ version, entries }, { onSuccess: setFilled });
  };
  const takeTheirs = () => {
    send.reset();
    setFilled(list);
  };
  return (
    <form noValidate className="panel" onSubmit={onSubmit}>
      {entries.length === 0 && <p className="empty">{words.none}</p>}
      {entries.map((entry, index) => (
        <fieldset key={index} className="filters">
          <legend className="hidden">{entry.name || words.entry}</legend>
          <Field label={words.state} name={`entries[${index}].status`} problem={send.error}>
            <select
              value={entry.status}
              onChange={({ target }) => set(index, { status: target.value as SubStatus['status'] })}
            >
              <Options of={states.map((state) => [state, texts.orderStatus[state]] as const)} />
            </select>
          </Field>
          <Field label={words.name} name={`entries[${index}].name`} problem={send.error}>
            <input value={entry.name} maxLength={60} onChange={({ target }) => set(index, { name: target.value })} />
          </Field>
          <Field label={words.code} name={`entries[${index}].code`} problem={send.error}>
            <input value={entry.code} maxLength={40} onChange={({ target }) => set(index, { code: target.value })} />
          </Field>
          <button type="button" onClick={() => change(entries.filter((_entry, at) => at !== index))}>
            {words.remove(entry.name)}
          </button>
        </fieldset>
      ))}
      {send.error && <ProblemNote problem={send.error} />}
      {send.error?.slug === 'stale-version' && (
        <button type="button" onClick={takeTheirs}>
          {words.takeTheirs}
        </button>
      )}
      {send.isSuccess && (
        <p role="status" className="note good">
          {words.saved}
        </p>
      )}
      <div className="actions">
        <button className="primary" disabled={send.isPending}>
          {send.isPending ? texts.common.working : words.save}
        </button>
        {entries.length < mostEntries && (
          <button
            type="button"
            onClick={() => change([...entries, { code: '', name: '', status: entries.at(-1)?.status ?? 'accepted' }])}
          >
            {words.add}
          </button>
        )}
      </div>
    </form>
  );
}
