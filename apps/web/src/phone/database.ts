/**
 * What a phone keeps of its own, in IndexedDB: `kept` has what was read for the day, `steps` what was done and waits to be sent, `drafts` the reports
 * that are being written. Every row names the user it belongs to.
 */
const name = 'callout-phone';
const version = 1;
const makers = {
  kept: (database: IDBDatabase) => database.createObjectStore('kept', { keyPath: ['userId', 'key'] }),
  steps: (database: IDBDatabase) =>
    database.createObjectStore('steps', { keyPath: 'seq', autoIncrement: true }).createIndex('userId', 'userId'),
  drafts: (database: IDBDatabase) => database.createObjectStore('drafts', { keyPath: ['userId', 'visitId'] }),
};
export type StoreName = keyof typeof makers;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, version);
    asked.onupgradeneeded = () => {
      for (const make of Object.values(makers)) make(asked.result);
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => forget(asked.result); // a newer page wants to change it
      asked.result.onclose = () => forget(asked.result);
      resolve(asked.result);
    };
    asked.onerror = () => {
      opened = undefined;
      reject(asked.error ?? new Error('this browser keeps no data'));
    };
  });
  return opened;
}

function forget(database: IDBDatabase): void {
  database.close();
  opened = undefined;
}

/** The result of one request of a transaction. */
export const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser could not read its data'));
  });

/** One transaction over these stores; resolves when it is written down for good. `work` may wait for nothing but its own requests. */
export async function transact<T>(
  stores: readonly StoreName[],
  mode: 'readonly' | 'readwrite',
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  const transaction = (await open()).transaction(stores, mode, { durability: 'strict' });
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser has no room left for data'));
  });
  ended.catch(() => undefined);
  const result = await work(transaction);
  await ended;
  return result;
}

/** Which user's things this browser keeps; known without opening the database, so that whoever keeps nothing never makes one. */
const ownerKey = 'callout.phone';

export function phoneOwner(): string | undefined {
  try {
    return localStorage.getItem(ownerKey) ?? undefined;
  } catch {
    return undefined;
  }
}

export function setPhoneOwner(userId: string): void {
  try {
    localStorage.setItem(ownerKey, userId);
  } catch {
    // without storage nothing is kept anyway
  }
}
