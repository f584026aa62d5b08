import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Me } from '../session/session.js';
import { phoneOwner, resultOf, setPhoneOwner, transact } from './database.js';

interface Kept {
  userId: string;
  /** The query key as text. */
  key: string;
  data: unknown;
  readAt: number;
}

/** What a day's work needs, by the first words of the query key. */
const keptTopics = new Set<unknown>([
  'clock',
  'visits',
  'orders',
  'requests',
  'reservations',
  'products',
  'parts',
  'sites',
  'technicians',
  'categories',
]);
const keptForMilliseconds = 4 * 86_400_000;
const meKey = 'me';

const isKept = (key: QueryKey) => keptTopics.has(key[0]);

/** Fills the cache with what was read before by this user, and keeps what is read from now on. Returns how to stop that. */
export async function keepReads(client: QueryClient, me: Me): Promise<() => void> {
  await forgetOthers(me.id);
  setPhoneOwner(me.id);
  for (const { key, data, readAt } of await keptOf(me.id)) {
    const queryKey = JSON.parse(key) as QueryKey;
    if (isKept(queryKey) && client.getQueryData(queryKey) === undefined)
      client.setQueryData(queryKey, data, { updatedAt: readAt });
  }
  await keep(me.id, meKey, me);
  return client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success' && isKept(event.query.queryKey))
      void keepQuery(me.id, event.query);
  });
}

/** A phone that has no room left still works as long as the page is open. */
async function keepQuery(userId: string, { queryKey, state }: Query): Promise<void> {
  await keep(userId, JSON.stringify(queryKey), state.data).catch(() => undefined);
}

function keep(userId: string, key: string, data: unknown): Promise<void> {
  const row: Kept = { userId, key, data, readAt: Date.now() };
  return transact(['kept'], 'readwrite', async (transaction) => {
    transaction.objectStore('kept').put(row);
  });
}

/** What is too old is thrown away on the way. */
function keptOf(userId: string): Promise<Kept[]> {
  return transact(['kept'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('kept');
    const rows = (await resultOf(store.getAll(rowsOf(userId)))) as Kept[];
    const isOld = ({ readAt }: Kept) => readAt < Date.now() - keptForMilliseconds;
    for (const { key } of rows.filter(isOld)) store.delete([userId, key]);
    return rows.filter((row) => row.key !== meKey && !isOld(row));
  });
}

/** All rows of a user in a store whose key begins with the user's id. */
const rowsOf = (userId: string) => IDBKeyRange.bound([userId], [userId, []]);

/** Who was signed in on this phone last; for when the server cannot be asked. */
export async function keptMe(): Promise<Me | undefined> {
  const owner = phoneOwner();
  if (owner === undefined) return undefined;
  const row = await transact(
    ['kept'],
    'readonly',
    (transaction) => resultOf(transaction.objectStore('kept').get([owner, meKey])) as Promise<Kept | undefined>,
  );
  return row?.data as Me | undefined;
}

/** Somebody else is here now: what was read for others goes. What they have not sent stays theirs until they come back. */
export async function forgetOthers(userId: string): Promise<void> {
  const owner = phoneOwner();
  if (owner === undefined || owner === userId) return;
  await transact(['kept', 'drafts'], 'readwrite', async (transaction) => {
    transaction.objectStore('kept').delete(rowsOf(owner));
    transaction.objectStore('drafts').delete(rowsOf(owner));
  });
  setPhoneOwner(userId);
}

/** Signed out: nothing of this user stays on the phone, sent or not. */
export async function forgetUser(userId: string): Promise<void> {
  await transact(['kept', 'drafts', 'steps'], 'readwrite', async (transaction) => {
    transaction.objectStore('kept').delete(rowsOf(userId));
    transaction.objectStore('drafts').delete(rowsOf(userId));
    const steps = transaction.objectStore('steps');
    for (const key of await resultOf(steps.index('userId').getAllKeys(userId))) steps.delete(key);
  });
}
