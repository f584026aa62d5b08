import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { usePartName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { OnlyFirst } from '../ui/only-first.js';
import { Loaded } from '../ui/states.js';
import { useChosen } from '../ui/use-chosen.js';
import { useTitle } from '../ui/use-title.js';
import { ApprovalOutcome } from './approval-outcome.js';
import { useApproveAll } from './approve-all.js';
import { ProposalActions } from './proposal-actions.js';
import { type Proposal, useLocationName, useProposals } from './queries.js';
import { RuleDialog } from './rule-dialog.js';
import { Totals } from './totals.js';

const statuses = ['open', 'approved', 'rejected', 'lapsed'] as const;

/** What the stock review proposes to buy, make or move: one by one or in bulk, with what it costs together. */
export default function ProposalsPage() {
  const texts = useTexts();
  useTitle(texts.pages.proposals);
  const [parameters] = useSearchParams();
  const status = statuses.find((name) => name === parameters.get('show')) ?? 'open';
  const partId = parameters.get('partId') ?? undefined;
  const partName = usePartName();
  const query = useProposals(status, partId);
  const { chosen, toggle, choose } = useChosen();
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.proposals}</h1>
        <nav className="tabs" aria-label={texts.offers.show}>
          {statuses.map((name) => (
            <Link
              key={name}
              to={`?show=${name}${partId ? `&partId=${partId}` : ''}`}
              aria-current={name === status && 'page'}
            >
              {texts.proposalStatus[name]}
            </Link>
          ))}
        </nav>
        {partId && (
          <span className="badges">
            {texts.approveByRule.ofPart(partName(partId))} <Link to={`?show=${status}`}>{texts.common.all}</Link>
          </span>
        )}
      </header>
      <Loaded query={query}>
        {({ items: proposals, isWhole }) => (
          <>
            <OnlyFirst count={proposals.length} isWhole={isWhole} />
            {status === 'open' && <BulkApproval proposals={proposals} {...{ chosen, choose }} />}
            <ProposalTable proposals={proposals} {...{ chosen, toggle }} />
          </>
        )}
      </Loaded>
    </>
  );
}

interface BulkApprovalProps {
  proposals: readonly Proposal[];
  chosen: ReadonlySet<string>;
  choose: (ids: readonly string[]) => void;
}

/** Approves what is ticked, or all up to a value. What came of it stays in sight when nothing is left to approve. */
function BulkApproval({ proposals, chosen, choose }: BulkApprovalProps) {
  const texts = useTexts();
  const [isRule, setIsRule] = useState(false);
  const approve = useApproveAll();
  const picked = proposals.filter(({ id }) => chosen.has(id));
  const currencies = [...new Set(proposals.map(({ currency }) => currency))];
  return (
    <>
      {proposals.length > 0 && (
        <div className="actions bulk">
          <button onClick={() => choose(proposals.map(({ id }) => id))}>{texts.planner.chooseAll}</button>
          <button
            className="primary"
            disabled={picked.length === 0 || approve.isPending}
            onClick={() => approve.mutate(picked.map(({ id, version }) => ({ id, version })))}
          >
            {texts.planner.approveChosen(picked.length)}
          </button>
          <Totals proposals={picked} />
          <button onClick={() => setIsRule(true)}>{texts.approveByRule.title}</button>
        </div>
      )}
      {isRule && <RuleDialog currencies={currencies} onClose={() => setIsRule(false)} />}
      <ApprovalOutcome approve={approve} picked={picked.length} />
    </>
  );
}

interface ProposalTableProps {
  proposals: readonly Proposal[];
  chosen: ReadonlySet<string>;
  toggle: (id: string) => void;
}

function ProposalTable({ proposals, chosen, toggle }: ProposalTableProps) {
  const texts = useTexts();
  const partName = usePartName();
  const locationName = useLocationName();
  const heads = texts.planner.columns;
  if (proposals.length === 0) return <p className="empty">{texts.common.nothing}</p>;
  return (
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
          <ProposalRow
            key={proposal.id}
            proposal={proposal}
            isChosen={chosen.has(proposal.id)}
            onToggle={toggle}
            {...{ partName, locationName }}
          />
        ))}
      </tbody>
    </table>
  );
}

interface ProposalRowProps {
  proposal: Proposal;
  isChosen: boolean;
  onToggle: (id: string) => void;
  /** One for all rows: each would look through the whole catalogue again. */
  partName: (id: string) => string;
  locationName: (id: string | undefined) => string;
}

function ProposalRow({ proposal, isChosen, onToggle, partName, locationName }: ProposalRowProps) {
  const texts = useTexts();
  const format = useFormat();
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
        <Link to={`/app/parts/${proposal.partId}/${proposal.toLocationId}`}>{name}</Link>
        <small>
          {texts.proposalKind[proposal.kind]}, {texts.proposalSource[proposal.source]}
        </small>
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
        {proposal.gainMinor != null && (
          <small>{texts.proposalGain(format.money(proposal.gainMinor, proposal.currency))}</small>
        )}
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
