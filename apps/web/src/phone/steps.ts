import type { Schemas } from '../api/client.js';

/** Why a step was refused, as it is kept. */
export interface Refusal {
  status: number;
  slug: string;
  title: string;
  detail?: string;
  fields: readonly { field: string; message: string }[];
}

interface StepBase {
  /** In the order in which they were done. */
  seq: number;
  userId: string;
  visitId: string;
  requestId: string;
  orderNumber: string;
  /** Idempotency key: however often it is sent, it is done once. */
  key: string;
  /** When it was done, by Callout's time. */
  at: string;
  state: 'waiting' | 'sent' | 'refused';
  /** When the visit was booked for, as it was seen. */
  start: string;
  /** The version of the visit on which it is sent; for steps of the visit itself. */
  version: number;
  /** The version that it has left. */
  versionAfter?: number;
  /** When it was sent, by this phone's clock. */
  sentAt?: number;
  /** How often sending it has failed though there was a network, and when last, by this phone's clock. */
  failed?: { times: number; at: number };
  refusal?: Refusal;
  /** What the server has answered to a code. */
  code?: Schemas['ArrivalCodeView'];
}

export type StepWish =
  | { kind: 'depart'; body: Schemas['Departure'] }
  | { kind: 'arrive'; body: Schemas['Arrival'] }
  | { kind: 'miss'; body: Schemas['VisitReason'] }
  | { kind: 'code'; body: Schemas['TellArrivalCode'] }
  | { kind: 'file'; body: Schemas['AddAttachment'] }
  | { kind: 'finish'; body: Schemas['FinishedVisit'] };
export type Step = StepBase & StepWish;
export type StepKind = Step['kind'];

/** A step that has not been done yet has no number. */
export type NewStep = Omit<StepBase, 'seq' | 'state'> & StepWish;

export type SeenVisit = Pick<Schemas['VisitView'], 'id' | 'status' | 'version'>;
type VisitStatus = SeenVisit['status'];

const leadsTo: Partial<Record<StepKind, VisitStatus>> = {
  depart: 'en_route',
  arrive: 'on_site',
  miss: 'missed',
  finish: 'finished',
};
/** Steps that change the visit, on the version that was seen. */
export const changesVisit = ({ kind }: Pick<Step, 'kind'>): boolean => leadsTo[kind] !== undefined;

const order: readonly VisitStatus[] = ['planned', 'en_route', 'on_site', 'finished'];

/** The version on which the next step goes: what was seen, or what our own last step has left since. */
export const versionFor = (visit: SeenVisit, steps: readonly Step[]): number =>
  Math.max(visit.version, ...steps.filter(({ visitId }) => visitId === visit.id).map((step) => step.versionAfter ?? 0));

/** Where a visit stands for who does it: what the server knows, and on top of it what was done here and is not sent yet. */
export function standOf(visit: SeenVisit, steps: readonly Step[]): VisitStatus {
  let status = visit.status;
  for (const step of steps) {
    const next = leadsTo[step.kind];
    if (step.visitId !== visit.id || step.state === 'refused' || !next) continue;
    if (next === 'missed' ? isUnderWay(status) : order.indexOf(next) > order.indexOf(status) && isUnderWay(status))
      status = next;
  }
  return status;
}

const isUnderWay = (status: VisitStatus) => status !== 'missed' && status !== 'cancelled' && status !== 'finished';

/** Visits that wait for a decision of the user: a step of theirs was refused. A photo or a code that was refused holds up nothing. */
export const stopped = (steps: readonly Step[]): ReadonlySet<string> =>
  new Set(steps.filter((step) => step.state === 'refused' && changesVisit(step)).map(({ visitId }) => visitId));

export const unsent = (steps: readonly Step[]): readonly Step[] => steps.filter(({ state }) => state !== 'sent');

/** What has come of a step, and what follows for the others of its visit. Returns the steps that have changed. */
export function afterSending(
  steps: readonly Step[],
  sent: Step,
  answer: { version?: number; code?: Step['code']; at: number },
): Step[] {
  const { version, code, at } = answer;
  const { failed: _, ...step } = withoutContent(sent);
  const done: Step = {
    ...step,
    state: 'sent',
    sentAt: at,
    ...(version !== undefined && { versionAfter: version }),
    ...(code && { code }),
  };
  if (version === undefined) return [done];
  const later = steps.filter(
    (step) => step.visitId === sent.visitId && step.state === 'waiting' && step.seq > sent.seq,
  );
  return [done, ...later.map((step) => ({ ...step, version }))];
}

/** A photo that has arrived need not stay on the phone. */
function withoutContent(step: Step): Step {
  return step.kind === 'file' ? { ...step, body: { ...step.body, contentBase64: '' } } : step;
}

interface Renewed {
  /** Refused steps are new writes now, all of them on the version that was seen. */
  changed: Step[];
  /** What they would have led to is there already. */
  overtaken: Step[];
}

/** The user has seen what the visit is now and wants the refused steps all the same. */
export function sentAgain(steps: readonly Step[], visit: SeenVisit, newKey: () => string): Renewed {
  const own = steps.filter((step) => step.visitId === visit.id && step.state !== 'sent');
  const isOvertaken = ({ kind }: Step) => {
    const next = leadsTo[kind];
    return next !== undefined && next !== 'missed' && order.indexOf(next) <= order.indexOf(visit.status);
  };
  const changed = own
    .filter((step) => !isOvertaken(step))
    .map((step) => ({ ...(step.state === 'refused' ? asNew(step, newKey()) : step), version: visit.version }));
  return { changed, overtaken: own.filter(isOvertaken) };
}

/** A refused step as one that has not been sent yet. */
export function asNew({ refusal: _, failed: __, ...step }: Step, key: string): Step {
  return { ...step, key, state: 'waiting' };
}
