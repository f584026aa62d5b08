import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { lookForRulesOnce } from '../validation/known-rules.js';
import { type FieldError, Problem, invalid } from './problems.js';

/** Validates bodies and queries against their class; an unknown field is refused with its name. Queries arrive as text and are converted. */
export function validationPipe(): ValidationPipe {
  lookForRulesOnce();
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const list = flatten(errors);
      return new Problem(
        'invalid-input',
        list
          .map(({ field, message }) => `${field}: ${message}`)
          .join('; ')
          .slice(0, 500),
        { errors: list },
      );
    },
  });
}

export function flatten(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const field = /^\d+$/.test(property) ? `${parent}[${property}]` : parent ? `${parent}.${property}` : property;
    const own = Object.entries(constraints ?? {}).map(([rule, message]) => ({
      field,
      message: rule === 'whitelistValidation' ? 'is not a known field: remove it' : message,
    }));
    return [...own, ...flatten(children ?? [], field)];
  });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Pipe for path parameters: `@Param('id', uuidParam) id: string`. */
export const uuidParam = {
  transform(value: string, { data = 'id' }: { data?: string | undefined }): string {
    if (!uuid.test(value)) throw invalid(data, `must be a UUID, not '${value.slice(0, 64)}'`);
    return value.toLowerCase();
  },
};
