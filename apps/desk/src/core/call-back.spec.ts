import { afterAnswer, afterWaiver, type CallBackSubject } from './call-back.js';

const completed: CallBackSubject = { after: 'completed', cannotCompleteReason: null };
const beyondRepair: CallBackSubject = { after: 'cannot_complete', cannotCompleteReason: 'beyond_repair' };
const noAccess: CallBackSubject = { after: 'cannot_complete', cannotCompleteReason: 'no_access' };
const noFault: CallBackSubject = { after: 'cannot_complete', cannotCompleteReason: 'no_fault_found' };
const remote: CallBackSubject = { after: 'solved_remotely', cannotCompleteReason: null };

describe('call-back', () => {
  it.each([
    [completed, true, false, { step: 'close', outcome: 'satisfied' }],
    [completed, false, false, { step: 'reopen' }],
    [completed, false, true, { step: 'reopen' }],
    [completed, true, true, { step: 'hold' }],
    [beyondRepair, true, false, { step: 'close', outcome: 'not_repairable' }],
    [beyondRepair, false, false, { step: 'close', outcome: 'not_repairable' }],
    [beyondRepair, false, true, { step: 'hold' }],
    [noAccess, false, false, { step: 'reopen' }],
    [noAccess, true, false, { step: 'close', outcome: 'not_repairable' }],
    [noFault, true, false, { step: 'close', outcome: 'satisfied' }],
    [noFault, false, false, { step: 'reopen' }],
    [remote, true, false, { step: 'close', outcome: 'solved_remotely' }],
    [remote, false, false, { step: 'reopen' }],
  ])('after %j, satisfied %s, complaint open %s', (subject, satisfied, complaint, consequence) => {
    expect(afterAnswer(subject, satisfied, complaint)).toEqual(consequence);
  });

  it('closes when it is waived, unless a complaint is open', () => {
    expect(afterWaiver(completed, false)).toEqual({ step: 'close', outcome: 'waived' });
    expect(afterWaiver(noFault, false)).toEqual({ step: 'close', outcome: 'waived' });
    expect(afterWaiver(remote, false)).toEqual({ step: 'close', outcome: 'solved_remotely' });
    expect(afterWaiver(beyondRepair, false)).toEqual({ step: 'close', outcome: 'not_repairable' });
    expect(afterWaiver(completed, true)).toEqual({ step: 'hold' });
  });
});
