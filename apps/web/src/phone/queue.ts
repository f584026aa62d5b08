import { newUuid } from '../api/uuid.js';
import { resultOf, transact } from './database.js';
import { asNew, type NewStep, type SeenVisit, sentAgain, type Step } from './steps.js';

/** Steps that were sent are shown for so long. */
const shownForMilliseconds = 2 * 86_400_000;

const all = async (store: IDBObjectStore, userId: string): Promise<Step[]> =>
  ((await resultOf(store.index('userId').getAll(userId))) as Step[]).toSorted((one, other) => one.seq - other.seq);

/** All steps of a user on this phone, oldest first. */
export const stepsOf = (userId: string): Promise<Step[]> =>
  transact(['steps'], 'readonly', (transaction) => all(transaction.objectStore('steps'), userId));

/** Writes down what was done, all of it or nothing. */
export function addSteps(steps: readonly NewStep[]): Promise<void> {
  return transact(['steps'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('steps');
    for (const step of steps) store.add({ ...step, state: 'waiting' });
  });
}

/** Reads the steps, lets `change` say which of them are what now, and writes these: in one transaction. */
export function changeSteps(userId: string, change: (steps: readonly Step[]) => readonly Step[]): Promise<void> {
  return transact(['steps'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('steps');
    const steps = await all(store, userId);
    const known = new Set(steps.map(({ seq }) => seq)); // what was thrown away meanwhile stays away
    for (const step of change(steps)) if (known.has(step.seq)) store.put(step);
  });
}

/** Sends the refused steps of a visit after all, on what the visit is now. */
export function sendAgain(userId: string, visit: SeenVisit): Promise<void> {
  return transact(['steps'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('steps');
    const { changed, overtaken } = sentAgain(await all(store, userId), visit, newUuid);
    for (const step of changed) store.put(step);
    for (const { seq } of overtaken) store.delete(seq);
  });
}

/** Sends one refused photo or code again. */
export const tryAgain = (userId: string, seq: number): Promise<void> =>
  changeSteps(userId, (steps) => steps.filter((step) => step.seq === seq).map((step) => asNew(step, newUuid())));

export const discardStep = (userId: string, seq: number): Promise<void> =>
  removeSteps(userId, (step) => step.seq === seq && step.state !== 'sent');

/** Throws away what is not sent of a visit. */
export const discardSteps = (userId: string, visitId: string): Promise<void> =>
  removeSteps(userId, (step) => step.visitId === visitId && step.state !== 'sent');

/** Forgets what was sent days ago. */
export const forgetSent = (userId: string): Promise<void> =>
  removeSteps(userId, ({ sentAt = Infinity }) => sentAt < Date.now() - shownForMilliseconds);

function removeSteps(userId: string, which: (step: Step) => boolean): Promise<void> {
  return transact(['steps'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('steps');
    for (const { seq } of (await all(store, userId)).filter(which)) store.delete(seq);
  });
}

/** How many steps of other users wait here until these sign in again. */
export const stepsOfOthers = (userId: string): Promise<number> =>
  transact(['steps'], 'readonly', async (transaction) => {
    const steps = (await resultOf(transaction.objectStore('steps').getAll())) as Step[];
    return steps.filter((step) => step.userId !== userId && step.state !== 'sent').length;
  });
