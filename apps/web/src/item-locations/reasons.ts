import type { Texts } from '../texts/en.js';
import type { Format } from '../time/format.js';
import { type ReasonCode, reasonValues, type Shown } from './reason-values.js';

type Values = Readonly<Record<string, unknown>>;

/** A reason as a sentence; one that this page does not know yet as its code. */
export function reasonInWords(code: string, values: Values, texts: Texts, format: Format): string {
  if (!isKnown(code)) return code;
  const shown = reasonValues[code].map(([name, kind]) => show(values[name], kind, texts, format));
  const say: (one: string, two: string, three: string) => string = texts.reasonWords[code];
  return say(shown[0] ?? '', shown[1] ?? '', shown[2] ?? '');
}

const isKnown = (code: string): code is ReasonCode => Object.hasOwn(reasonValues, code);

function show(value: unknown, kind: Shown, { itemLocations }: Texts, format: Format): string {
  if (kind === 'method') return methodName(String(value), itemLocations);
  if (kind === 'demandClass') return classNames(itemLocations)[String(value)] ?? String(value);
  return kind === 'percent' ? format.percent(Number(value)) : format.precise(Number(value));
}

const classNames = ({ demandClass }: Texts['itemLocations']): Record<string, string> => demandClass;

/** The name of a method; its code if it is a new one. */
export const methodName = (method: string, { method: names }: Texts['itemLocations']): string =>
  names[method] ?? method;
