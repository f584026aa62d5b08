import { pino } from 'pino';
import { currentContext } from './context.js';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Says which levels there are if this is none; `loadConfig` stops the start with it. */
export const wrongLogLevel = (given: string | undefined): string | undefined =>
  given && !logLevels.some((level) => level === given)
    ? `LOG_LEVEL=${given} is not one of ${logLevels.join(', ')}`
    : undefined;

const asked = process.env['LOG_LEVEL'];

/** JSON lines with the correlation id; readable when it is a terminal. Secrets and bodies are never logged. */
export const logger = pino({
  level: asked && !wrongLogLevel(asked) ? asked : 'info',
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
