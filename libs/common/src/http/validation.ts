import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { lookForRulesOnce } from '../validation/known-rules.js';
import { wrongItems } from '../validation/wrong-items.js';
import { fieldPath } from './field-path.js';
import { type FieldError, invalid, Problem, sentenceOf } from './problems.js';

/** Validates bodies and queries against their class; an unknown field is refused with its name. Queries arrive as text and are converted. */
export function validationPipe(): ValidationPipe {
  lookForRulesOnce();
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: true, value: true }, // `flatten` finds the item of a list by them
    exceptionFactory: (errors) => {
      const list = flatten(errors);
      return new Problem('invalid-input', sentenceOf(list).slice(0, 500), { errors: list });
    },
  });
}

/** What class-validator has found, each fault with its path from the root: `customer.address.place.timeZone`, `lines[2].quantity`, `partIds[1]`. */
export function flatten(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const { target, property, constraints, children } = error;
    const field = property === undefined ? parent : fieldPath(parent, property, Array.isArray(target));
    const own = Object.entries(constraints ?? {}).flatMap(([rule, message]) => faultsOf(error, field, rule, message));
    return [...own, ...flatten(children ?? [], field)];
  });
}

function faultsOf(error: ValidationError, field: string, rule: string, message: string): FieldError[] {
  if (rule === 'whitelistValidation') return [{ field, message: 'is not a known field: remove it' }];
  const wrong = wrongItems(error, rule);
  if (wrong.length === 0) return [{ field, message }];
  const ofItem = message.replace(`each value in ${error.property} `, '');
  return wrong.map((index) => ({ field: fieldPath(field, String(index), true), message: ofItem }));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Pipe for path parameters: `@Param('id', uuidParam) id: string`. */
export const uuidParam = {
  transform(value: string, { data = 'id' }: { data?: string | undefined }): string {
    if (!uuid.test(value)) throw invalid(data, `must be a UUID, not '${value.slice(0, 64)}'`);
    return value.toLowerCase();
  },
};
