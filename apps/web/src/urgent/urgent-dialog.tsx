import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Loading } from '../ui/states.js';
import { ChooseCandidate } from './choose-candidate.js';
import { FindUrgent, type Found } from './find-urgent.js';
import { useOrderIdOf } from './queries.js';
import { ReportUrgent } from './report-urgent.js';

type Step = Found | { kind: 'find' } | { kind: 'reported'; requestId: string };

/** From "urgent" to somebody who comes, with the keyboard alone: who and what, the fault, then the candidates. */
export default function UrgentDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const [step, setStep] = useState<Step>({ kind: 'find' });
  return (
    <Dialog title={texts.dispatch.urgent.title} onClose={onClose}>
      {step.kind === 'find' && <FindUrgent onFound={setStep} />}
      {(step.kind === 'customer' || step.kind === 'stranger') && (
        <ReportUrgent
          of={step}
          onBack={() => setStep({ kind: 'find' })}
          onReported={(requestId) => setStep({ kind: 'reported', requestId })}
        />
      )}
      {step.kind === 'reported' && <OrderOfRequest requestId={step.requestId} onClose={onClose} />}
      {step.kind === 'order' && <ChooseCandidate orderId={step.id} onClose={onClose} />}
    </Dialog>
  );
}

function OrderOfRequest({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const orderId = useOrderIdOf(requestId);
  return orderId ? <ChooseCandidate orderId={orderId} onClose={onClose} /> : <Loading />;
}
