/** One word of a search: everything that starts with it, as a half-open range in byte order. */
export interface TermRange {
  from: string;
  below: string;
}

/**
 * The words of what somebody typed, longest first, cut as the database cuts names (`search_words`). A telephone number, however it is
 * written, is one word of its digits without the leading zeros and `+`.
 */
export function searchTerms(query: string): TermRange[] {
  const normal = query.normalize('NFKC').toLowerCase().trim();
  const words = isTelephone(normal) ? [telephoneDigits(normal)] : normal.split(/[\s,;()"]+/);
  return [...new Set(words.filter(Boolean))]
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 6)
    .map(rangeOf);
}

const isTelephone = (text: string) =>
  /^\+?[\d\s().-]{4,}$/.test(text) && text.replace(/\D/g, '').length >= 4 && !/^\d+-\d+-/.test(text);

/** The digits by which a caller's number is looked for; undefined for an extension, a withheld number or none at all. */
export function callerTerm(number: string): TermRange | undefined {
  const normal = number.normalize('NFKC').trim();
  const from = isTelephone(normal) ? telephoneDigits(normal) : '';
  return from.length < 7 ? undefined : rangeOf(from);
}

const rangeOf = (from: string): TermRange => ({ from, below: `${from}\u{10ffff}` });

/** A whole number is looked for by its last ten digits, which are the same with and without the code of the country. */
function telephoneDigits(text: string): string {
  const digits = text.replace('(0)', '').replace(/\D/g, '');
  if (digits.length <= 6) return digits; // the last digits of a number, its zeros included
  const significant = digits.replace(/^0+/, '');
  return significant.length > 10 ? significant.slice(-10) : significant;
}
