import { Injectable } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EventClass } from '../events/index.js';
import type { MessageInfo, Subscription } from './hears.js';
import type { Route } from './transport.js';

const nameOf = (type: string, consumer: string) => `${type} -> ${consumer}`;

/** Collects the `@Hears` and `@Wakes` methods of one app from Nest and calls them, with the errors that they really throw. */
@Injectable()
export class InboxServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly listeners = new Map<string, MessageHandler>();
  readonly routes: Route[] = [];
  /** The classes of the events that are heard, by type. */
  readonly events = new Map<string, EventClass>();

  override addHandler(
    type: string,
    call: MessageHandler,
    _isEvent = false,
    extras: Record<string, unknown> = {},
  ): void {
    const { consumer, event } = extras as Partial<Subscription>;
    if (!consumer) throw new Error(`the listener of ${type} must be declared with @Hears or @Wakes`);
    const name = nameOf(type, consumer);
    if (this.listeners.has(name))
      throw new Error(`two listeners are named ${name}: give one of them a consumer name of its own`);
    this.listeners.set(name, call);
    this.routes.push({ type, consumer });
    if (event) this.events.set(type, event);
  }

  /** Runs one listener to its end inside the transaction that is open. */
  async call(consumer: string, data: object, info: MessageInfo): Promise<void> {
    const listener = this.listeners.get(nameOf(info.type, consumer));
    // Tried again for a while: another instance may be of a newer version that has the listener.
    if (!listener) throw new Error(`no listener is named ${nameOf(info.type, consumer)}`);
    const result: unknown = await listener(data, info);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  }

  listen(callback: () => void): void {
    callback();
  }

  close(): void {}

  on(): void {
    throw new Error('the inbox has no client events');
  }

  unwrap<T>(): T {
    throw new Error('the inbox has no server behind it');
  }
}
