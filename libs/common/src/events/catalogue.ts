import 'reflect-metadata';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { type EventClass, eventClasses, topicOf } from './index.js';

interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  items?: Schema;
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
}

const service = ({ type }: EventClass) => type.split('.')[0] ?? '';

/** Names of the consumers that hear a type of event. */
export type HeardBy = ReadonlyMap<string, readonly string[]>;

/** JSON Schema (2020-12) of the data of every event, by type, with the shared values under `$defs` and its consumers under `x-heard-by`. */
export function eventSchemas(heardBy: HeardBy = new Map()): Record<string, unknown> {
  const all = schemasOfClasses();
  const events = eventClasses.map((event) => [
    event.type,
    {
      title: event.name,
      description: event.about,
      'x-heard-by': heardBy.get(event.type) ?? [],
      ...all[event.name],
    },
  ]);
  const used = new Set<string>();
  for (const event of eventClasses) collectReferences(all[event.name], all, used);
  const definitions = [...used].toSorted().map((name) => [name, all[name]]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The events of Callout, by type',
    properties: Object.fromEntries(events) as Record<string, unknown>,
    $defs: Object.fromEntries(definitions) as Record<string, unknown>,
  };
}

/** The catalogue for people: what each event says, when, to whom. */
export function eventsMarkdown(heardBy: HeardBy = new Map()): string {
  const all = schemasOfClasses();
  const services = [...new Set(eventClasses.map(service))];
  const parts = services.map((name) => {
    const own = eventClasses.filter((event) => service(event) === name);
    return [`## ${name}`, ...own.map((event) => describe(event, all[event.name] ?? {}, heardBy))].join('\n\n');
  });
  return `${heading}\n\n${parts.join('\n\n')}\n`;
}

const heading = `# Events

Made from \`libs/common/src/events\` by \`npm run docs\`: change the classes, not this file. JSON Schemas: [events.schema.json](events.schema.json).

On Kafka an event is a CloudEvent 1.0 in binary mode: the attributes are the headers \`ce_id ce_type ce_source ce_subject ce_time ce_correlationid ce_causationid traceparent\`,
the key is the aggregate's id, the value is the JSON below alone. The topic is the first two words of the type, with 12 partitions. Events of one key arrive
in order; any event may come twice or late. Fields are only ever added, and then optional; another meaning is a new type \`.v2\`.`;

function describe(event: EventClass, schema: Schema, heardBy: HeardBy): string {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) =>
      `| \`${name}\`${name === event.key ? ' (key)' : ''} | ${typeOf(field)} | ${required.has(name) ? '' : 'optional'} |`,
  );
  return [
    `### ${event.name}`,
    `\`${event.type}\`, topic \`${topicOf(event.type)}\``,
    event.about,
    `Consumers: ${
      heardBy
        .get(event.type)
        ?.map((name) => `\`${name}\``)
        .join(', ') ?? 'none'
    }.`,
    ['| field | type | |', '|---|---|---|', ...fields].join('\n'),
    `\`\`\`json\n${JSON.stringify(event.example, undefined, 2)}\n\`\`\``,
  ].join('\n\n');
}

function typeOf({ type, format, enum: values, items, $ref }: Schema): string {
  if ($ref) return $ref.split('/').at(-1) ?? '';
  if (values) return values.map((value) => `\`${value}\``).join(' ');
  if (type === 'array') return `list of ${typeOf(items ?? {})}`;
  return format ?? type ?? '';
}

type Class = new () => object;

/** The schemas of the events and of the values in them: by their classes, since other parts of Callout have classes of the same names. */
function schemasOfClasses(): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  const add = (target: Class): void => {
    if (schemas[target.name]) return;
    const schema = targetConstructorToSchema(target, {
      classTransformerMetadataStorage: defaultMetadataStorage as never,
      refPointerPrefix: '#/$defs/',
    }) as Schema;
    schemas[target.name] = schema;
    for (const field of Object.keys(schema.properties ?? {})) {
      const nested = defaultMetadataStorage.findTypeMetadata(target, field)?.typeFunction();
      if (typeof nested === 'function') add(nested as Class);
    }
  };
  for (const event of eventClasses) add(event);
  return schemas;
}

function collectReferences(schema: unknown, all: Record<string, Schema>, used: Set<string>): void {
  for (const [, name] of JSON.stringify(schema ?? {}).matchAll(/"#\/\$defs\/(\w+)"/g)) {
    if (name === undefined || used.has(name)) continue;
    used.add(name);
    collectReferences(all[name], all, used);
  }
}
