export interface FieldFault {
  field: string;
  message: string;
}

/** Why the API refused, in its own words (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly slug: string,
    readonly title: string,
    readonly detail: string | undefined,
    readonly fields: readonly FieldFault[],
    readonly correlationId: string | undefined,
  ) {
    super(detail ?? title);
    this.name = 'Problem';
  }

  /** No answer at all: the server is away or this device is offline. */
  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '', undefined, [], undefined);
  }

  /** A write that was tried while this device was offline: it has not left it. */
  static offline(): Problem {
    return new Problem(0, 'offline', '', undefined, [], undefined);
  }

  get isPassing(): boolean {
    return this.status === 0 || this.status === 503;
  }
}

/** Reads a problem document; whatever else came keeps at least its status. */
export function problemOf(body: unknown, status: number): Problem {
  const { type, title, detail, errors, correlationId } = (body ?? {}) as Record<string, unknown>;
  const slug = typeof type === 'string' ? type.replace('/problems/', '') : 'internal';
  return new Problem(
    status,
    slug,
    typeof title === 'string' ? title : `HTTP ${status}`,
    typeof detail === 'string' ? detail : undefined,
    Array.isArray(errors) ? (errors as FieldFault[]) : [],
    typeof correlationId === 'string' ? correlationId : undefined,
  );
}
