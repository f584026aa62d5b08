import { plainToInstance } from 'class-transformer';
import { isUUID, validateSync, type ValidationError } from 'class-validator';
import { type EventClass, eventClasses } from '../events/index.js';
import { instantPattern, storableText } from '../validation/fields.js';
import { UnacceptableMessage } from './failure.js';
import type { OutboxEvent } from './transport.js';

/** CloudEvents 1.0 in Kafka's binary mode: the attributes are headers, the value is the data alone. */
export type WireHeaders = Readonly<Record<string, string>>;

export interface WireMessage {
  key: string;
  headers: WireHeaders;
  value: Buffer | null;
}

const maxBytes = 1_000_000;
const longestKey = 500;
const known = new Set(eventClasses.map(({ type }) => type));

export function toWire(service: string, { id, type, key, data, headers, occurredAt }: OutboxEvent) {
  const { correlationId, causationId, traceparent } = headers;
  return {
    key,
    value: data,
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: id,
      ce_type: type,
      ce_source: `/callout/${service}`,
      ce_subject: key,
      ce_time: occurredAt.toISOString(),
      ce_correlationid: correlationId,
      ...(causationId && { ce_causationid: causationId }),
      ...(traceparent && { traceparent }),
    },
  };
}

/**
 * The event in a message, checked against the class of its type. Undefined if it is an event that this service does not hear.
 * Throws UnacceptableMessage with the reason for anything else.
 */
export function fromWire(
  { headers, key, value }: WireMessage,
  heard: ReadonlyMap<string, EventClass>,
): OutboxEvent | undefined {
  const type = headers['ce_type'] ?? '';
  const event = heard.get(type);
  if (!event) {
    if (known.has(type)) return undefined;
    throw new UnacceptableMessage(`'${type}' is no event that Callout knows`);
  }
  const id = headers['ce_id'] ?? '';
  const time = headers['ce_time'] ?? '';
  if (!isUUID(id)) throw new UnacceptableMessage(`ce_id must be a UUID, not '${id}'`);
  if (!instantPattern.test(time))
    throw new UnacceptableMessage(`ce_time must be an RFC 3339 time in UTC, not '${time}'`);
  if (!storableText.test(key) || key.length > longestKey)
    throw new UnacceptableMessage(`the key must be at most ${longestKey} characters without NUL`);
  const { ce_correlationid: correlationId = id, ce_causationid: causationId, traceparent } = headers;
  return {
    id,
    type,
    key,
    data: checkedText(event, value),
    headers: { correlationId, ...(causationId && { causationId }), ...(traceparent && { traceparent }) },
    occurredAt: new Date(time),
  };
}

function checkedText(event: EventClass, value: Buffer | null): string {
  const bytes = value?.byteLength ?? 0;
  if (value === null || bytes > maxBytes)
    throw new UnacceptableMessage(`the data has ${bytes} bytes: allowed are 2 to ${maxBytes}`);
  const text = value.toString();
  const errors = validateSync(plainToInstance(event, parse(text)) as object);
  if (errors.length > 0)
    throw new UnacceptableMessage(`the data is no ${event.type}: ${errors.flatMap(sentences).join('; ')}`);
  return text;
}

function parse(text: string): object {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new UnacceptableMessage('the data is not JSON');
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new UnacceptableMessage('the data is not a JSON object');
  return data;
}

const sentences = ({ constraints, children }: ValidationError): string[] => [
  ...Object.values(constraints ?? {}),
  ...(children ?? []).flatMap(sentences),
];
