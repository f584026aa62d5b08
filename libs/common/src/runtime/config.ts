import { applyDecorators } from '@nestjs/common';
import { validateSync } from 'class-validator';
import { flatten } from '../http/validation.js';
import { wrongLogLevel } from './logger.js';

/** What is known about one variable of an app's environment. */
export interface Variable {
  name: string;
  /** One sentence for docs/operations.md. */
  about: string;
  /** What it may be, in words. */
  allowed: string;
  /** Never shown and never logged. */
  secret: boolean;
  /** As one would write it in the environment; undefined if there is none. */
  default: string | undefined;
  /** Nothing starts without it. */
  required: boolean;
}

type Declared = Omit<Variable, 'default' | 'required'> & { type: unknown };
type Schema<T extends object> = new () => T;

const declared = new WeakMap<object, Declared[]>();

/**
 * Marks a field of an app's config class as an environment variable of the same name. The field's initial value is its default; the rules of
 * `#common/validation/fields` beside it say what is allowed.
 */
export function EnvironmentVariable(about: string, allowed: string, { secret = false } = {}) {
  return applyDecorators((target: object, name: string | symbol) => {
    const type: unknown = Reflect.getMetadata('design:type', target, name);
    declared.set(target, [...(declared.get(target) ?? []), { name: String(name), about, allowed, secret, type }]);
  });
}

/**
 * Reads an app's configuration from `environment`. Throws one sentence per wrong variable: its name, what was given and what is allowed. An empty
 * variable counts as left out.
 */
export function loadConfig<T extends object>(
  schema: Schema<T>,
  environment: Readonly<Record<string, string | undefined>>,
): T {
  const config = new schema() as Record<string, unknown> & T;
  for (const { name, type } of declarationsOf(schema)) {
    const given = environment[name];
    if (given) Object.assign(config, { [name]: converted(given, config[name] ?? blanks.get(type)) });
  }
  const wrong = wrongIn(config);
  const sentences = declarationsOf(schema)
    .filter(({ name }) => wrong.has(name))
    .map((variable) => complaint(variable, environment));
  const level = wrongLogLevel(environment['LOG_LEVEL']);
  if (level) sentences.push(level);
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
  return config;
}

/** All variables of a schema, for the documentation and for tests of compose files. */
export function variablesOf(schema: Schema<object>): Variable[] {
  const defaults = new schema() as Record<string, unknown>;
  const missing = wrongIn(defaults);
  return declarationsOf(schema).map(({ type: _, ...variable }) => ({
    ...variable,
    default: written(defaults[variable.name]),
    required: missing.has(variable.name),
  }));
}

/** The variables whose values break a rule. */
const wrongIn = (config: object) =>
  new Set(flatten(validateSync(config)).map(({ field }) => field.replace(/\W.*$/, '')));

/** Those of the parent class first. */
function declarationsOf(schema: Schema<object>): Declared[] {
  const found: Declared[] = [];
  for (
    let prototype: object | null = schema.prototype as object;
    prototype;
    prototype = Object.getPrototypeOf(prototype) as object | null
  ) {
    found.unshift(...(declared.get(prototype) ?? []));
  }
  return [...new Map(found.map((variable) => [variable.name, variable])).values()];
}

function complaint(
  { name, allowed, secret }: Declared,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const given = environment[name];
  if (given === undefined || given === '') return `${name} is missing: give ${allowed}`;
  return secret ? `${name} is not ${allowed} (its value is not shown)` : `${name}=${given} is not ${allowed}`;
}

/** Stand for the default of a variable that has none, by its declared type. */
const blanks = new Map<unknown, unknown>([
  [Number, 0],
  [Boolean, false],
  [Array, []],
]);

/** Reads the text as what the default is. What is no number or flag stays text, for the rules to refuse. */
function converted(text: string, like: unknown): unknown {
  if (typeof like === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (typeof like === 'boolean')
    return { on: true, true: true, '1': true, off: false, false: false, '0': false }[text] ?? text;
  return Array.isArray(like) ? text.split(',').map((part) => part.trim()) : text;
}

function written(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join(',') : String(value);
}
