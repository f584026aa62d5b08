import { pino } from 'pino';
import { currentContext } from './context.js';

/** JSON lines with the correlation id; readable when it is a terminal. Secrets and bodies are never logged. */
export const logger = pino({
  level: process.env['LOG_LEVEL'] ?? 'info',
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
