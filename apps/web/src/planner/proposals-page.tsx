import { Link, useSearchParams } from 'react-router';
import { usePartName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useChosen } from '../ui/use-chosen.js';
import { useTitle } from '../ui/use-title.js';
import { ProposalActions } from './proposal-actions.js';
import { type Proposal, useApproveAll, useLocationName, useProposals } from './queries.js';

const statuses = ['open', 'approved', 'rejected', 'lapsed'] as const;

/** What the stock review proposes to buy, make or move: one by one or in bulk, with what it costs together. */
export default function ProposalsPage() {
  const texts = useTexts();
  useTitle(texts.pages.proposals);
  const [parameters] = useSearchParams();
  const status = statuses.find((name) => name === parameters.get('show')) ?? 'open';
  const query = useProposals(status);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.proposals}</h1>
        <nav className="tabs" aria-label={texts.offers.show}>
          {statuses.map((name) => (
            <Link key={name} to={`?show=${name}`} aria-current={name === status && 'page'}>
              {texts.proposalStatus[name]}
            </Link>
          ))}
        </nav>
      </header>
      <Loaded query={query} isEmpty={(proposals) => proposals.length === 0}>
        {(proposals) => <ProposalTable proposals={proposals} />}
      </Loaded>
    </>
  );
}

function ProposalTable({ proposals }: { proposals: readonly Proposal[] }) {
  const texts = useTexts();
  const { chosen, toggle, choose } = useChosen();
  const approve = useApproveAll();
  const picked = proposals.filter(({ id, status }) => chosen.has(id) && status === 'open');
  const refused = approve.data?.outcomes.filter(({ problem }) => problem) ?? [];
  const heads = texts.planner.columns;
  return (
    <>
      <div className="actions bulk">
        <button onClick={() => choose(proposals.map(({ id }) => id))}>{texts.planner.chooseAll}</button>
        <button
          className="primary"
          disabled={picked.length === 0 || approve.isPending}
          onClick={() => approve.mutate(picked.slice(0, 100).map(({ id, version }) => ({ id, version })))}
        >
          {texts.planner.approveChosen(picked.length)}
        </button>
        <Totals proposals={picked} />
      </div>
      {approve.error && <ProblemNote problem={approve.error} />}
      {refused.map(({ id, problem }) => (
        <p key={id} role="alert" className="note fault">
          {problem}
        </p>
      ))}
      <table className="list stacking">
        <thead>
          <tr>
            {['', heads.part, heads.to, heads.quantity, heads.value, heads.why, texts.common.actions].map((head) => (
              <th key={head} scope="col">
                {head || <span className="hidden">{texts.planner.choose}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proposals.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} isChosen={chosen.has(proposal.id)} onToggle={toggle} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Totals({ proposals }: { proposals: readonly Proposal[] }) {
  const format = useFormat();
  const byCurrency = Map.groupBy(proposals, ({ currency }) => currency);
  const sums = [...byCurrency].map(([currency, items]) =>
    format.money(
      items.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
      currency,
    ),
  );
  return <strong>{sums.join(' + ')}</strong>;
}

interface ProposalRowProps {
  proposal: Proposal;
  isChosen: boolean;
  onToggle: (id: string) => void;
}

function ProposalRow({ proposal, isChosen, onToggle }: ProposalRowProps) {
  const texts = useTexts();
  const format = useFormat();
  const partName = usePartName();
  const locationName = useLocationName();
  const heads = texts.planner.columns;
  const name = partName(proposal.partId);
  return (
    <tr>
      <td>
        {proposal.status === 'open' && (
          <input type="checkbox" aria-label={name} checked={isChosen} onChange={() => onToggle(proposal.id)} />
        )}
      </td>
      <th scope="row" data-label={heads.part}>
        {name}
        <small>{texts.proposalKind[proposal.kind]}</small>
      </th>
      <td data-label={heads.to}>
        {locationName(proposal.toLocationId)}
        {proposal.fromLocationId && <small>← {locationName(proposal.fromLocationId)}</small>}
      </td>
      <td data-label={heads.quantity} className="number">
        {format.number(proposal.quantity)}
      </td>
      <td data-label={heads.value} className="number">
        {format.money(proposal.valueMinor, proposal.currency)}
      </td>
      <td data-label={heads.why} className="wrap">
        {texts.planner.why(proposal.position, proposal.reorderPoint, proposal.orderUpTo)}
        <small>{proposal.decisionReason ?? proposal.reason}</small>
      </td>
      <td data-label={texts.common.actions}>
        {proposal.status === 'open' ? <ProposalActions proposal={proposal} /> : proposal.decidedBy}
      </td>
    </tr>
  );
}
