interface WithCode {
  code?: string;
  syscall?: string;
  driverError?: { code?: string; syscall?: string; constraint?: string; message?: string };
  constraint?: string;
  message?: string;
}

const codeOf = (error: unknown): string => {
  const { code, driverError } = (error ?? {}) as WithCode;
  return driverError?.code ?? code ?? '';
};

/** The name of the constraint that a statement broke, if it broke one. */
export function brokenConstraint(error: unknown): string | undefined {
  const { constraint, driverError } = (error ?? {}) as WithCode;
  return driverError?.constraint ?? constraint;
}

/** A value that PostgreSQL cannot read or keep (SQLSTATE class 22): the input is at fault, not the database. */
export const isValueRefused = (error: unknown): boolean => codeOf(error).startsWith('22');

/** What was read is no longer so, and a conditional update has noticed: the use case must decide again. */
export class SerializationFailure extends Error {
  readonly code = '40001';
}

/** Deadlock or serialization failure: the same transaction may succeed when it is run again. */
export function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error));
}

/** The database itself is away (connection lost, refused, shutting down, too many clients): nobody's input is at fault. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (
    /^(08|57P)/.test(code) ||
    [
      '53300',
      '25P03',
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ETIMEDOUT',
    ].includes(code)
  )
    return true;
  const { message = '', syscall, driverError } = (error ?? {}) as WithCode;
  // The socket file of a server that does not run.
  if (code === 'ENOENT' && (driverError?.syscall ?? syscall) === 'connect') return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Client was closed/.test(
    `${message} ${driverError?.message ?? ''}`,
  );
}

/** The database is there but takes nobody in at the moment: it is starting, full, or too slow. */
export function isDatabaseBusy(error: unknown): boolean {
  return ['57P03', '53300'].includes(codeOf(error)) || /connection timeout/.test((error as WithCode)?.message ?? '');
}
