import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type Proposal, useProposals } from '../planner/queries.js';
import '../planner/planner.css';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { useChosen } from '../ui/use-chosen.js';
import { useTitle } from '../ui/use-title.js';
import { BulkActions } from './bulk-actions.js';
import { ExceptionTable } from './exception-table.js';
import { exceptionKinds, type PartsException, usePartsExceptions } from './queries.js';

/** Where a planner begins: what is out of order, the dearest first, and what is proposed against it. */
export default function PartsExceptionsPage() {
  const texts = useTexts();
  useTitle(texts.pages.partsExceptions);
  const [parameters] = useSearchParams();
  const kind = exceptionKinds.find((name) => name === parameters.get('kind'));
  const isSettled = parameters.has('settled');
  const query = usePartsExceptions({ kind, partId: parameters.get('partId') ?? undefined, isSettled });
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.partsExceptions}</h1>
        <nav className="tabs" aria-label={texts.partsExceptions.kinds}>
          <Link to="?" aria-current={kind === undefined && !isSettled && 'page'}>
            {texts.common.all}
          </Link>
          {exceptionKinds.map((name) => (
            <Link key={name} to={`?kind=${name}`} aria-current={name === kind && 'page'}>
              {texts.partsExceptions.kind[name]}
            </Link>
          ))}
          <Link to="?settled" aria-current={isSettled && 'page'}>
            {texts.partsExceptions.settled}
          </Link>
        </nav>
      </header>
      <p className="muted">{texts.partsExceptions.about}</p>
      <Loaded query={query}>{({ pages }) => <Exceptions exceptions={pages.flatMap(({ items }) => items)} />}</Loaded>
      <More query={query} />
    </>
  );
}

const keyOf = (partId: string, locationId: string | undefined) => `${partId} ${locationId ?? ''}`;

function Exceptions({ exceptions }: { exceptions: readonly PartsException[] }) {
  const texts = useTexts();
  const format = useFormat();
  const { chosen, toggle, choose } = useChosen();
  const { data: open } = useProposals('open');
  const byItem = useMemo(() => Map.groupBy(open?.items ?? [], (one) => keyOf(one.partId, one.toLocationId)), [open]);
  const proposalsOf = ({ partId, locationId }: PartsException): readonly Proposal[] =>
    byItem.get(keyOf(partId, locationId)) ?? [];
  const picked = exceptions.filter(({ id }) => chosen.has(id));
  const proposals = [...new Set(picked.flatMap(proposalsOf))];
  return (
    <>
      {open?.isWhole === false && (
        <p className="note warn">{texts.partsExceptions.notAllProposals(format.number(open.items.length))}</p>
      )}
      <BulkActions
        {...{ picked, proposals }}
        onChooseAll={() => choose(exceptions.map(({ id }) => id))}
        onDone={(left = []) => choose(left.map(({ id }) => id))}
      />
      {exceptions.length > 0 ? (
        <ExceptionTable {...{ exceptions, proposalsOf, chosen, toggle }} />
      ) : (
        <p className="empty">{texts.partsExceptions.none}</p>
      )}
    </>
  );
}
