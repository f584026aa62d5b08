import { DateTime } from 'luxon';

export interface WarrantyTerms {
  installedAt: Date;
  warrantyMonths: number;
  /** Agreed for this asset; beats the product's terms. */
  warrantyUntil: Date | null;
}

/** The instant at which the warranty ends: the same day of the month, on the walls of the place where the asset stands. */
export function warrantyEnd({ installedAt, warrantyMonths, warrantyUntil }: WarrantyTerms, timeZone: string): Date {
  if (warrantyUntil) return warrantyUntil;
  return DateTime.fromJSDate(installedAt, { zone: timeZone }).plus({ months: warrantyMonths }).endOf('day').toJSDate();
}

/** Whether the warranty covers the asset at `at`. */
export function isUnderWarranty(terms: WarrantyTerms, timeZone: string, at: Date): boolean {
  return at <= warrantyEnd(terms, timeZone);
}
