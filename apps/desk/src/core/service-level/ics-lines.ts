/** What is wrong with an iCalendar file, and in which of its lines. */
export class IcsFault extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(`line ${line}: ${what}`);
    this.name = 'IcsFault';
  }
}

/** One content line of RFC 5545, 3.1. */
export interface IcsLine {
  /** Of its first line in the file; 1 is the first. */
  line: number;
  /** In capitals, without its parameters: what they say, the value shows too. */
  name: string;
  value: string;
}

/** The content lines of a file: continued lines joined, whatever the line ends. Throws IcsFault for a line without a name and value. */
export function icsLines(text: string): IcsLine[] {
  const joined: { line: number; text: string[] }[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (raw === '') continue;
    const last = joined.at(-1);
    if (!/^[ \t]/.test(raw)) joined.push({ line: index + 1, text: [raw] });
    else if (last) last.text.push(raw.slice(1));
    else throw new IcsFault(index + 1, 'goes on with a line that is not there');
  }
  return joined.map(({ line, text: parts }) => contentLine(line, parts.join('')));
}

/** The name ends at the first parameter, the parameters at the first colon that is not between quotes. */
function contentLine(line: number, text: string): IcsLine {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== ':' || quoted) continue;
    const [name = ''] = text.slice(0, at).split(';');
    return { line, name: name.toUpperCase(), value: text.slice(at + 1) };
  }
  throw new IcsFault(line, `'${text.slice(0, 40)}' is no line of an iCalendar file: a name, a colon and a value`);
}
