import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';

type Schema<T extends object> = new () => T;
type Environment = Readonly<Record<string, string | undefined>>;

const secretKey = 'callout:secret';

/** Marks a variable whose value must never be shown. */
export const Secret = () => (target: object, name: string) => Reflect.defineMetadata(secretKey, true, target, name);

/** What can be said about one variable without its value: for documents and for the test of docker-compose.yml. */
export interface Variable {
  name: string;
  required: boolean;
  secret: boolean;
  default?: string;
}

/**
 * The configuration of an app from its environment: one class whose fields are the variables' names, with the rules of `validation/fields.ts`.
 * An empty variable counts as missing. Throws one sentence per wrong variable with its name, what was given and what is allowed.
 */
export function loadConfig<T extends object>(schema: Schema<T>, environment: Environment): T {
  const given = Object.fromEntries(
    namesOf(schema).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const config = plainToInstance(schema, given, { exposeDefaultValues: true });
  const wrong = validateSync(config, { stopAtFirstError: true });
  if (wrong.length === 0) return config;
  const lines = wrong.map(({ property, constraints }) => {
    const said = isSecret(schema, property) ? 'something (not shown)' : `'${environment[property]}'`;
    const rule = Object.values(constraints ?? {}).join(', ');
    return environment[property] ? `${property} is ${said}: ${rule}` : `${property} is missing: ${rule}`;
  });
  throw new Error(`wrong configuration: ${lines.join('; ')}`);
}

/** Every variable that an app knows. */
export function variablesOf<T extends object>(schema: Schema<T>): Variable[] {
  const defaults = new schema() as Record<string, unknown>;
  const optional = new Set(
    rulesOf(schema)
      .filter(({ type }) => type === 'conditionalValidation')
      .map(({ propertyName }) => propertyName),
  );
  return namesOf(schema).map((name) => {
    const value = defaults[name];
    const required = value === undefined && !optional.has(name);
    return { name, required, secret: isSecret(schema, name), ...(value !== undefined && { default: String(value) }) };
  });
}

const isSecret = (schema: Schema<object>, name: string) =>
  Reflect.getMetadata(secretKey, schema.prototype as object, name) === true;

const rulesOf = (schema: Schema<object>) => getMetadataStorage().getTargetValidationMetadatas(schema, '', false, false);

const namesOf = (schema: Schema<object>) =>
  [...new Set(rulesOf(schema).map(({ propertyName }) => propertyName))].sort();
