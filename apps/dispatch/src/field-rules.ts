import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsString, Matches } from 'class-validator';

/** `HH:MM` on the clock of the place; the end of a day is `24:00`. */
export const TimeOfDay = () =>
  applyDecorators(
    IsString(),
    Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: '$property must be a time of day such as 08:30' }),
  );

/** Calendar days, `YYYY-MM-DD`. */
export const DayList = (max: number) =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(max),
    Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
      each: true,
      message: 'each value in $property must be a day such as 2026-03-01',
    }),
  );

/** Short machine words. */
export const Codes = (max: number) =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(max),
    Matches(/^[\p{L}\p{N}_.:/ -]{1,64}$/u, {
      each: true,
      message: 'each value in $property must be a code of letters, digits and _ . : / -',
    }),
  );
