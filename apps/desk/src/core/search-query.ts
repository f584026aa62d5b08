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
    .map((from) => ({ from, below: `${from}\u{10ffff}` }));
}

const isTelephone = (text: string) =>
  /^\+?[\d\s().-]{4,}$/.test(text) && text.replace(/\D/g, '').length >= 4 && !/^\d+-\d+-/.test(text);

function telephoneDigits(text: string): string {
  const digits = text.replace('(0)', '').replace(/\D/g, '');
  return digits.length > 6 ? digits.replace(/^0+/, '') : digits; // short: the last digits of a number
}
