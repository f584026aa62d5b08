import { useFormat } from './format.js';

/** As the API names instants in its words. */
const instants = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z/g;

/** What the API says, with its instants on the clock of a place, as everywhere in the app. */
export const withTimes = (words: string, dateTime: (instant: string) => string): string =>
  words.replace(instants, (instant) => dateTime(instant));

/** The same for the reader; without a zone on the reader's own clock. */
export function useToldTimes(zone?: string): (words: string) => string {
  const { dateTime } = useFormat();
  return (words) => withTimes(words, (instant) => dateTime(instant, zone));
}
