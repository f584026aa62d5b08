const advice: readonly [RegExp, (folder: string) => string][] = [
  [
    /ENOSPC|EDQUOT|No space left|Disk quota/i,
    (folder) => `the disk that holds ${folder} is full: free some space, or choose another CALLOUT_HOME`,
  ],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only/i,
    (folder) => `${folder} cannot be written: give this user the right to write there, or choose another CALLOUT_HOME`,
  ],
  [/ENOTDIR|EEXIST/, (folder) => `${folder} is not a folder: choose another CALLOUT_HOME`],
];

/** One sentence that says what is wrong with the folder and what to do about it; the server's own words if the cause is unknown. */
export function explained(error: unknown, folder: string): Error {
  const { message = String(error), stderr = '' } = (error ?? {}) as { message?: string; stderr?: Buffer | string };
  const words = `${message} ${String(stderr)}`;
  const known = advice.find(([pattern]) => pattern.test(words));
  if (known) return new Error(known[1](folder), { cause: error });
  const last = String(stderr).trim().split('\n').slice(-2).join(' ') || message;
  return new Error(`PostgreSQL cannot use ${folder}: ${last}`, { cause: error });
}
