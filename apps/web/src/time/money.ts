/** How many digits of a currency stand behind the point: 2 for most; 2 too for a code that is none. */
export function fractionDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** An amount in the smallest coins of its currency. */
export const minorOf = (amount: number, currency: string): number =>
  Math.round(amount * 10 ** fractionDigits(currency));

/** The smallest coins of a currency as an amount. */
export const amountOf = (minor: number, currency: string): number => minor / 10 ** fractionDigits(currency);
