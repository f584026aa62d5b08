import { resultOf, transact } from './database.js';

/** A report that is being written; what it is made of is the page's matter. */
interface Row<Draft> {
  userId: string;
  visitId: string;
  draft: Draft;
}

export function readDraft<Draft>(userId: string, visitId: string): Promise<Draft | undefined> {
  return transact(['drafts'], 'readonly', async (transaction) => {
    const row = (await resultOf(transaction.objectStore('drafts').get([userId, visitId]))) as Row<Draft> | undefined;
    return row?.draft;
  });
}

export function writeDraft<Draft>(userId: string, visitId: string, draft: Draft): Promise<void> {
  const row: Row<Draft> = { userId, visitId, draft };
  return transact(['drafts'], 'readwrite', async (transaction) => {
    transaction.objectStore('drafts').put(row);
  });
}

/** Reports whose visit is not among these any more, and has nothing left to send. */
export function forgetDrafts(userId: string, visitIds: ReadonlySet<string>): Promise<void> {
  return transact(['drafts'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('drafts');
    const keys = (await resultOf(store.getAllKeys(IDBKeyRange.bound([userId], [userId, []])))) as [string, string][];
    for (const key of keys) if (!visitIds.has(key[1])) store.delete(key);
  });
}
