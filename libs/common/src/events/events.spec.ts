import 'reflect-metadata';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { eventSchemas, eventsMarkdown } from './catalogue.js';
import { eventClasses, topicOf } from './index.js';

const owners = ['desk', 'dispatch', 'inventory', 'quality'];

describe.each(eventClasses.map((event) => [event.name, event] as const))('%s', (_, event) => {
  it('has an example that its own rules accept, with nothing that they do not know', () => {
    const example = plainToInstance(event, JSON.parse(JSON.stringify(event.example)));
    expect(validateSync(example, { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
  });

  it('refuses its example without the key', () => {
    const { [event.key]: key, ...rest } = event.example as Record<string, unknown>;
    expect(typeof key).toBe('string');
    expect(validateSync(plainToInstance(event, rest)).map(({ property }) => property)).toEqual([event.key]);
  });

  it('has a type of the form <service>.<aggregate>.<past-verb>.v<major>', () => {
    expect(event.type).toMatch(/^[a-z]+\.[a-z-]+\.[a-z-]+\.v[1-9]\d*$/);
    expect(owners).toContain(event.type.split('.')[0]);
  });

  it('says when it is published and who hears it', () => {
    expect(event.about).toMatch(/^Published (when|at every) .+; heard by .+\.$/s);
  });

  it('has a JSON Schema that accepts its example and refuses it without a required field', () => {
    const { $defs, properties } = eventSchemas() as {
      $defs: object;
      properties: Record<string, { required: string[] }>;
    };
    const schema = properties[event.type];
    const check = formats.default(new Ajv2020({ strict: false })).compile({ ...schema, $defs });
    expect([check(JSON.parse(JSON.stringify(event.example))), check.errors]).toEqual([true, null]);
    for (const field of schema?.required ?? []) {
      expect(check(JSON.parse(JSON.stringify({ ...event.example, [field]: undefined })))).toBe(false);
    }
  });
});

describe('the events together', () => {
  it('have types and names of their own', () => {
    expect(new Set(eventClasses.map(({ type }) => type)).size).toBe(eventClasses.length);
    expect(new Set(eventClasses.map(({ name }) => name)).size).toBe(eventClasses.length);
  });

  it('share the key within a topic, so that the order of an aggregate holds over its types', () => {
    const keys = new Map<string, Set<string>>();
    for (const { type, key } of eventClasses) keys.set(topicOf(type), (keys.get(topicOf(type)) ?? new Set()).add(key));
    const several = [...keys]
      .filter(([, names]) => names.size > 1)
      .map(([topic, names]) => `${topic}: ${[...names].join(', ')}`);
    expect(several).toEqual([]);
  });

  it('are all in the catalogue', () => {
    const text = eventsMarkdown();
    for (const { type } of eventClasses) expect(text).toContain(`\`${type}\``);
  });
});
