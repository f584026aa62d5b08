import { useState } from 'react';
import { Link } from 'react-router';
import { useSiteOf, useTechnicianName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { More } from '../ui/more.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useChosen } from '../ui/use-chosen.js';
import { type Plan, type PlanChange, type PlanRow, usePlanRows, usePublishPlan } from './queries.js';

const changes: readonly PlanChange[] = ['moved', 'placed', 'unplaced', 'kept'];

/** What the plan wants, order by order; those that change can be published, all of them or chosen ones. */
export function PlanRows({ plan }: { plan: Plan }) {
  const texts = useTexts();
  const mayPublish = plan.status === 'ready' || plan.status === 'published';
  const [change, setChange] = useState<PlanChange>(mayPublish ? 'moved' : 'unplaced');
  const { chosen, toggle, choose } = useChosen();
  const query = usePlanRows(plan, change);
  const publish = usePublishPlan(plan);
  const send = (orders: string[] | undefined) => publish.mutate(orders, { onSuccess: () => choose([]) });
  return (
    <section>
      {mayPublish && (
        <div className="actions bulk">
          <button className="primary" disabled={publish.isPending} onClick={() => send(undefined)}>
            {texts.plans.publishAll}
          </button>
          <button disabled={publish.isPending || chosen.size === 0} onClick={() => send([...chosen])}>
            {texts.plans.publishChosen(chosen.size)}
          </button>
        </div>
      )}
      {publish.error && <ProblemNote problem={publish.error} />}
      {publish.data && <Published {...publish.data} />}
      <div className="tabs" role="group" aria-label={texts.plans.change}>
        {changes.map((name) => (
          <button key={name} aria-pressed={name === change} onClick={() => setChange(name)}>
            {texts.planChange[name]}
          </button>
        ))}
      </div>
      <Loaded query={query} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}>
        {({ pages }) => (
          <ul className="cards">
            {pages
              .flatMap(({ items }) => items)
              .map((row) => (
                <RowCard key={row.repairOrderId} row={row} isChosen={chosen.has(row.repairOrderId)} onToggle={toggle} />
              ))}
          </ul>
        )}
      </Loaded>
      <More query={query} />
    </section>
  );
}

interface PublishedProps {
  published: number;
  refused: readonly { repairOrderId: string; orderNumber: string; detail: string }[];
}

function Published({ published, refused }: PublishedProps) {
  const texts = useTexts();
  return (
    <div role="status" className={refused.length > 0 ? 'note' : 'note good'}>
      <strong>{texts.plans.done(published)}</strong>
      {refused.map(({ repairOrderId, orderNumber, detail }) => (
        <p key={repairOrderId}>
          {orderNumber}: {detail}
        </p>
      ))}
    </div>
  );
}

interface RowCardProps {
  row: PlanRow;
  isChosen: boolean;
  onToggle: (id: string) => void;
}

function RowCard({ row, isChosen, onToggle }: RowCardProps) {
  const texts = useTexts();
  const { repairOrderId, orderNumber, change, before, after, rule, isPublished } = row;
  const mayBePublished = !isPublished && (change === 'moved' || change === 'placed');
  return (
    <li className="card">
      <header>
        <h3>
          {mayBePublished && (
            <input
              type="checkbox"
              aria-label={orderNumber}
              checked={isChosen}
              onChange={() => onToggle(repairOrderId)}
            />
          )}{' '}
          <Link to={`/app/orders/${repairOrderId}`}>{orderNumber}</Link>
        </h3>
        {isPublished && <span className="muted">{texts.planStatus.published}</span>}
      </header>
      {before && change !== 'kept' && <At at={before} word={texts.plans.now} />}
      {after && <At at={after} word={texts.plans.planned} />}
      {rule && <p className="muted">{texts.plans.because(texts.rule[rule as keyof typeof texts.rule] ?? rule)}</p>}
    </li>
  );
}

function At({ at, word }: { at: NonNullable<PlanRow['after']>; word: string }) {
  const format = useFormat();
  const technicianName = useTechnicianName();
  const zone = useSiteOf()(at.siteId)?.place.timeZone;
  return (
    <p>
      <span className="muted">{word}:</span> {technicianName(at.technicianId) ?? '…'}, {format.dateTime(at.start, zone)}{' '}
      – {format.time(at.finish, zone)}
    </p>
  );
}
