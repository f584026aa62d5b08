/** The part of JSON Schema that our document uses. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string | string[];
  format?: string;
  enum?: string[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

interface RawOperation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  'x-policy'?: { roles?: readonly string[]; scope?: string; open?: string };
}

export interface Operation {
  name: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body?: Schema;
  policy: NonNullable<RawOperation['x-policy']>;
}

export interface Document {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
}

/** Every operation of the document. */
export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody, 'x-policy': policy = {} }]) => {
      const body = requestBody?.content['application/json']?.schema;
      const name = `${method.toUpperCase()} ${path}`;
      return { name, method: method.toUpperCase(), path, parameters, policy, ...(body && { body }) };
    }),
  );
}

/** Follows references: the schema itself. */
export function resolve(schema: Schema, { components }: Document): Schema {
  const [only] = schema.allOf ?? [];
  const reference = schema.$ref ?? (schema.allOf?.length === 1 ? only?.$ref : undefined);
  if (!reference) return schema;
  const name = reference.split('/').at(-1) ?? '';
  const found = components.schemas[name];
  if (!found) throw new Error(`the document has no schema ${name}`);
  return resolve(found, { components } as Document);
}
