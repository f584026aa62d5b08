import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** One vocabulary of field rules for events, request bodies and answers; OpenAPI and JSON Schema are read from it. */

/** Text that PostgreSQL can store: no NUL, no lone surrogate. */
export const storableText = /^(?:[^\u0000\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$/;
/** A day that the calendar has: PostgreSQL refuses 30 February, JavaScript makes 2 March of it. */
const day = (() => {
  const long = String.raw`(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])`;
  const short = String.raw`(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])`;
  const leapYear = String.raw`\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00`;
  return String.raw`(?!0000)(?:\d{4}-(?:${long}|${short})|(?:${leapYear})-02-29)`;
})();
/** RFC 3339 in UTC, a day that PostgreSQL knows too. */
export const instantPattern = new RegExp(String.raw`^${day}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$`);
const dayPattern = new RegExp(`^${day}$`);

/** A UUID of any version; Callout itself makes version 7. */
export const Id = () => IsUUID('all', { message: '$property must be a UUID' });

/** RFC 3339 in UTC, with seconds and `Z`. */
export const Instant = () =>
  applyDecorators(
    IsString(),
    Matches(instantPattern, {
      message: '$property must be an RFC 3339 time in UTC such as 2026-03-01T08:00:00Z',
    }),
  );

/** A calendar day, `YYYY-MM-DD`. */
export const Day = () =>
  applyDecorators(IsString(), Matches(dayPattern, { message: '$property must be a day such as 2026-03-01' }));

/** A string of `min`..`max` characters that PostgreSQL can store. */
export const Text = (max: number, min = 1) =>
  applyDecorators(
    IsString(),
    MinLength(min),
    MaxLength(max),
    Matches(storableText, { message: '$property must not contain NUL or broken characters' }),
  );

/** A currency by its code of ISO 4217. */
export const Currency = () =>
  applyDecorators(
    IsString(),
    Matches(/^[A-Z]{3}$/, { message: '$property must be an ISO 4217 code such as CNY or EUR' }),
  );

/** A short machine word: letters, digits, `_ . : / -`. */
export const Code = (max = 64) =>
  applyDecorators(
    IsString(),
    MinLength(1),
    MaxLength(max),
    Matches(/^[\p{L}\p{N}_.:/ -]+$/u, {
      message: '$property must be a code of letters, digits and _ . : / -',
    }),
  );

/** A number in a query; a text without one is none. */
export const NumberInQuery = () =>
  Transform(({ value }: { value: unknown }) => (value === undefined || value === '' ? value : Number(value)));
/** A list in a query: the parameter once for each value. */
export const ListInQuery = () =>
  Transform(({ value }: { value: unknown }) => (value === undefined ? value : [value].flat()));
export const Whole = (min: number, max: number) => applyDecorators(IsInt(), Min(min), Max(max));
export const Decimal = (min: number, max: number) =>
  applyDecorators(IsNumber({ allowNaN: false, allowInfinity: false }), Min(min), Max(max));
export const Flag = () => IsBoolean();
export const OneOf = (values: readonly string[]) =>
  IsIn(values, { message: `$property must be one of ${values.join(', ')}` });

/** May be left out (or null). */
export const Optional = () => IsOptional();

type ClassOf = new () => object;
/** One object. `ValidateNested` alone lets a missing one and a list of lists pass. */
export const Nested = (type: () => ClassOf) =>
  applyDecorators(IsObject({ message: '$property must be an object' }), ValidateNested(), Type(type));
export const ListOf = (type: () => ClassOf, max = 100, min = 0) =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    IsObject({ each: true, message: 'each value in $property must be an object' }),
    ValidateNested({ each: true }),
    Type(type),
  );
export const IdList = (max = 100) => applyDecorators(IsArray(), ArrayMaxSize(max), IsUUID('all', { each: true }));
export const CodeList = (max = 100) =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(64, { each: true }),
    Matches(storableText, { each: true, message: 'each value in $property must not contain NUL or broken characters' }),
  );
/** A list of words of a closed list. */
export const OneOfList = (values: readonly string[], max = 100) =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(max),
    IsIn(values, { each: true, message: `each value in $property must be one of ${values.join(', ')}` }),
  );
