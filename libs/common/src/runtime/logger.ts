import { pino, stdSerializers } from 'pino';
import { currentContext } from './context.js';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Says which levels there are if this is none; `loadConfig` stops the start with it. */
export const wrongLogLevel = (given: string | undefined): string | undefined =>
  given && !logLevels.some((level) => level === given)
    ? `LOG_LEVEL=${given} is not one of ${logLevels.join(', ')}`
    : undefined;

const asked = process.env['LOG_LEVEL'];

/**
 * What is said of an error: what went wrong and where. Nothing else that hangs on it: a failed statement carries its parameters, which are names,
 * telephone numbers, whole files.
 */
export function errorForLog(error: Error): object {
  const { type, message, stack } = stdSerializers.err(error);
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const parts = error instanceof AggregateError ? { aggregateErrors: error.errors.map(told) } : {};
  return { type, message, stack, code, constraint, table, ...parts };
}

const told = (error: unknown): unknown => (error instanceof Error ? errorForLog(error) : error);

/** JSON lines with the correlation id; readable when it is a terminal. Secrets and bodies are never logged. */
export const logger = pino({
  level: asked && !wrongLogLevel(asked) ? asked : 'info',
  serializers: { err: told },
  redact: {
    paths: ['*.password', '*.authorization', '*.cookie', '*.apiKey', '*.secret', 'req.headers'],
    censor: '[hidden]',
  },
  mixin: () => {
    const context = currentContext();
    return context ? { correlationId: context.correlationId } : {};
  },
  ...(process.stdout.isTTY && { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }),
});

export type Logger = typeof logger;
