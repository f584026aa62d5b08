import type { Order } from '../orders/queries.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { ProblemNote } from '../ui/states.js';
import { useChooseSubStatus, useSubStatuses, useSubStatusOf } from './queries.js';

/** Where the order stands in its site's own words: the site chooses, everybody else reads. Nothing where the site has none for this state. */
export function OrderSubStatus({ order }: { order: Order }) {
  const { subStatuses: texts } = useTexts();
  const me = useMe();
  const isOwn = me.siteId !== undefined && me.siteId === order.siteId;
  const { data: list } = useSubStatuses(isOwn ? order.siteId : undefined);
  const { data: standing } = useSubStatusOf(order.id);
  const fitting = list?.entries.filter(({ status }) => status === order.status) ?? [];
  const choose = useChooseSubStatus(order.id, order.siteId ?? '', fitting);
  if (!isOwn) return standing ? <p>{texts.stands(standing.name)}</p> : null;
  if (fitting.length === 0) return null;
  return (
    <>
      <Field label={texts.ofOrder} name="code" problem={choose.error}>
        <select
          value={standing?.code ?? ''}
          disabled={choose.isPending}
          onChange={({ target }) => choose.mutate(target.value)}
        >
          <Options none="–" of={fitting.map(({ code, name }) => [code, name] as const)} />
        </select>
      </Field>
      {choose.error && <ProblemNote problem={choose.error} />}
    </>
  );
}
