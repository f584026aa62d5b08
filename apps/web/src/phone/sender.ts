import { answerOf, api, once, type Schemas } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { changeSteps, stepsOf } from './queue.js';
import { afterFailure, isWaiting, nextToSend } from './next-step.js';
import { afterSending, changesVisit, type Refusal, type Step } from './steps.js';

/** How sending has ended: nothing is left to send, no network, the server is busy or in trouble, nobody is signed in. */
export type SendEnd = 'done' | 'unreachable' | 'busy' | 'signed-out';

interface Hearer {
  /** Steps have changed on the phone. */
  changed(): void;
  /** The server has answered with the visit as it is now. */
  visit(visit: Schemas['VisitView']): void;
}

/**
 * Sends what waits, one after the other, until one fails. However often it is interrupted, each step is done once: it keeps its key until its fate is known.
 * `isPressed` tries now what rests after failures, too.
 */
export async function sendWaiting(userId: string, hearer: Hearer, isPressed: boolean): Promise<SendEnd> {
  for (;;) {
    const waiting = await stepsOf(userId);
    const step = nextToSend(waiting, Date.now(), isPressed);
    if (!step) return isWaiting(waiting) ? 'busy' : 'done';
    try {
      const answer = await send(step);
      await changeSteps(userId, (steps) => afterSending(steps, step, { ...answer, at: Date.now() }));
      if (answer.visit) hearer.visit(answer.visit);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const end = passing(error);
      if (end) {
        if (isOfTheStep(end)) await changeSteps(userId, () => [afterFailure(step, Date.now())]);
        return end;
      }
      await changeSteps(userId, () => [{ ...step, state: 'refused', refusal: refusalOf(error) }]);
    }
    hearer.changed();
  }
}

/** Whether it may be the step that cannot be sent: without a network or a session nothing can. */
const isOfTheStep = (end: SendEnd): boolean => end === 'busy' || (end === 'unreachable' && navigator.onLine);

/** Nobody knows whether it was done, or the server may take it later: it is sent again with the same key. */
function passing({ status }: Problem): SendEnd | undefined {
  if (status === 401) return 'signed-out';
  if (status === 0) return 'unreachable';
  return status === 408 || status === 429 || status >= 500 ? 'busy' : undefined;
}

const refusalOf = ({ status, slug, title, detail, fields }: Problem): Refusal => ({
  status,
  slug,
  title,
  fields,
  ...(detail !== undefined && { detail }),
});

interface SendAnswer {
  version?: number;
  visit?: Schemas['VisitView'];
  code?: Schemas['ArrivalCodeView'];
}

async function send(step: Step): Promise<SendAnswer> {
  if (step.kind === 'code') return { code: await answerOf(sendCode(step)) };
  if (step.kind === 'file') {
    await answerOf(sendFile(step));
    return {};
  }
  const visit = await answerOf(sendVisitStep(step));
  return { version: visit.version, visit };
}

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

function sendVisitStep(step: Of<'depart' | 'arrive' | 'miss' | 'finish'>) {
  const params = { path: { id: step.visitId }, header: once(step.key, changesVisit(step) ? step.version : undefined) };
  switch (step.kind) {
    case 'depart':
      return api.POST('/api/v1/visits/{id}/depart', { params, body: step.body });
    case 'arrive':
      return api.POST('/api/v1/visits/{id}/arrive', { params, body: step.body });
    case 'miss':
      return api.POST('/api/v1/visits/{id}/miss', { params, body: step.body });
    case 'finish':
      return api.POST('/api/v1/visits/{id}/finish', { params, body: step.body });
  }
}

const ofRequest = ({ requestId, key }: Step) => ({ path: { id: requestId }, header: once(key) });

const sendCode = (step: Of<'code'>) =>
  api.POST('/api/v1/requests/{id}/arrival-code', { params: ofRequest(step), body: step.body });

const sendFile = (step: Of<'file'>) =>
  api.POST('/api/v1/requests/{id}/attachments', { params: ofRequest(step), body: step.body });
