import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Loading, ProblemPanel } from '../ui/states.js';
import { FindCustomer, type Who } from './find-customer.js';
import { IntakeForm } from './intake-form.js';
import { type Reported, useGlance } from './queries.js';

interface IntakeDialogProps {
  /** Who reports, where that is known already. */
  customerId?: string | undefined;
  onClose: () => void;
  onReported: (requestId: string) => void;
}

/** A report on the telephone: find the customer or enter a new one, say which unit it is, write down the fault, send somebody. */
export function IntakeDialog({ customerId: known, onClose, onReported }: IntakeDialogProps) {
  const texts = useTexts();
  const [who, setWho] = useState<Who | undefined>(known === undefined ? undefined : { id: known });
  const [joined, setJoined] = useState<Reported>();
  const customerId = who && 'id' in who ? who.id : undefined;
  const { data: glance, error, refetch } = useGlance(customerId);
  const onDone = (reported: Reported) =>
    reported.intake === 'duplicate' ? setJoined(reported) : onReported(reported.id);
  if (joined) return <JoinedDialog to={joined} onOpen={() => onReported(joined.id)} />;
  return (
    <Dialog title={texts.requests.report} onClose={onClose}>
      {!who && <FindCustomer onFound={setWho} />}
      {customerId && !glance && (error ? <ProblemPanel problem={error} retry={() => void refetch()} /> : <Loading />)}
      {who && (glance || !customerId) && (
        <IntakeForm
          key={customerId ?? 'new'}
          glance={glance}
          search={'search' in who ? who.search : ''}
          onOther={() => setWho(undefined)}
          onDone={onDone}
        />
      )}
    </Dialog>
  );
}

/** No new request came of the report: it says which one it was added to. It counts as reported however the dialog is closed. */
function JoinedDialog({ to, onOpen }: { to: Reported; onOpen: () => void }) {
  const texts = useTexts();
  return (
    <Dialog title={texts.requests.joined} onClose={onOpen}>
      <p role="status">{texts.requests.joinedTo(to.number)}</p>
      <blockquote>{to.problem}</blockquote>
      <footer>
        <button className="primary" onClick={onOpen}>
          {texts.requests.openRequest(to.number)}
        </button>
      </footer>
    </Dialog>
  );
}
