import 'reflect-metadata';
import type { INestApplication } from '@nestjs/common';
import {
  ApiProperty,
  type ApiPropertyOptions,
  DocumentBuilder,
  type OpenAPIObject,
  SwaggerModule,
} from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';

type Schema = Record<string, unknown>;
interface RuleUse {
  propertyName: string;
  name?: string;
  type: string;
  constraints?: unknown[];
  each: boolean;
}

const rules: Record<string, (constraints: unknown[]) => Schema> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object', additionalProperties: true }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  matches: ([pattern]) => ({ type: 'string', pattern: (pattern as RegExp).source }),
  min: ([value]) => ({ minimum: value }),
  max: ([value]) => ({ maximum: value }),
  minLength: ([value]) => ({ minLength: value }),
  maxLength: ([value]) => ({ maxLength: value }),
  isIn: ([values]) => ({ type: 'string', enum: [...(values as unknown[])] }),
  isArray: () => ({}),
  arrayMaxSize: () => ({}),
  arrayMinSize: () => ({}),
};
const listRules: Record<string, (constraints: unknown[]) => Schema> = {
  isArray: () => ({ isArray: true }),
  arrayMaxSize: ([value]) => ({ maxItems: value }),
  arrayMinSize: ([value]) => ({ minItems: value }),
};

let described = false;

/**
 * Gives every class-validator class its OpenAPI properties, so a DTO is written once. Throws when a class uses a rule that this table does not
 * know: a document that leaves rules out would be wrong.
 */
export function describeClasses(): void {
  if (described) return;
  described = true;
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: Map<new () => object, RuleUse[]>;
  };
  for (const [target, uses] of validationMetadatas) {
    for (const [name, schema] of propertiesOf(target, uses))
      ApiProperty(schema as ApiPropertyOptions)(target.prototype as object, name);
  }
}

function propertiesOf(target: new () => object, uses: RuleUse[]): Map<string, Schema> {
  const properties = new Map<string, Schema>();
  for (const use of uses) {
    const schema = properties.get(use.propertyName) ?? { required: true };
    properties.set(use.propertyName, schema);
    Object.assign(schema, schemaOf(target, use));
  }
  for (const { propertyName } of uses) {
    const { typeFunction } = defaultMetadataStorage.findTypeMetadata(target, propertyName) ?? {};
    const schema = properties.get(propertyName);
    if (schema?.['nested'] && typeFunction) {
      schema['type'] = typeFunction();
      delete schema['additionalProperties'];
    }
    delete schema?.['nested'];
  }
  return properties;
}

function schemaOf(target: new () => object, { name, type, constraints = [], each, propertyName }: RuleUse): Schema {
  if (type === 'conditionalValidation') return { required: false };
  if (type === 'nestedValidation') return each ? { nested: true, isArray: true } : { nested: true };
  const rule = rules[name ?? type];
  if (!rule)
    throw new Error(
      `${target.name}.${propertyName} uses the rule ${name ?? type}, which openapi.ts does not know: add it there`,
    );
  return { ...rule(constraints), ...listRules[name ?? type]?.(constraints), ...(each && { isArray: true }) };
}

/** The OpenAPI 3.1 document of one service's controllers. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  describeClasses();
  const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle('Callout').setVersion('1').build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}
