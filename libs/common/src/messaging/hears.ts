import { Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { throwError } from 'rxjs';
import type { EventClass } from '../events/index.js';

/** What a listener may ask about the message that it handles; the data comes first, this second. */
export interface MessageInfo {
  /** The event's id: stable over every repetition. */
  id: string;
  type: string;
  key: string;
  /** Business time of the fact. */
  occurredAt: Date;
}

export interface Subscription {
  /** `<service>.<feature>`; with the event id it makes a delivery unique. */
  consumer: string;
  /** None for a timer. */
  event?: EventClass;
}

export const timerPattern = (kind: string) => `timer:${kind}`;

type Listener<T> = ((data: T) => Promise<void>) | ((data: T, info: MessageInfo) => Promise<void>);

/** Nest would replace the error by 'Internal server error'; the inbox needs the real one. */
@Catch()
class RethrowFilter implements ExceptionFilter {
  catch(error: unknown) {
    return throwError(() => error);
  }
}

/**
 * Marks a method of a listener class (`@Controller()`) as the listener of one event type under a consumer name such as `desk.call-backs`.
 * It runs inside the transaction that marks the message as handled; the actor is Callout itself.
 */
export function Hears<T extends object>(event: EventClass<T>, consumer: string) {
  return listens<T>(event.type, { consumer, event });
}

/** Marks a method as what happens when a timer of this kind is due. Data: what was given to `timers.set`; key: `info.key`. */
export function Wakes<T extends object = Record<string, never>>(kind: string, consumer: string) {
  return listens<T>(timerPattern(kind), { consumer });
}

function listens<T extends object>(pattern: string, subscription: Subscription) {
  return <M extends Listener<T>>(target: object, name: string, descriptor: TypedPropertyDescriptor<M>): void => {
    EventPattern<string>(pattern, { ...subscription })(target, name, descriptor);
    Payload()(target, name, 0);
    Ctx()(target, name, 1);
    UseFilters(RethrowFilter)(target, name, descriptor);
  };
}
