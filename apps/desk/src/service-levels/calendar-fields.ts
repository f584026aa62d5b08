import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsString, Matches } from 'class-validator';

/** `HH:mm` on the wall; `24:00` is the end of the day. */
export const WallTime = () =>
  applyDecorators(
    IsString(),
    Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: '$property must be a time of day such as 09:30' }),
  );

/** A list of calendar days, `YYYY-MM-DD`. */
export const DayList = (max: number) =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
      each: true,
      message: 'each value in $property must be a day such as 2026-03-01',
    }),
  );
