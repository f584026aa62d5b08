import { systemActor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { EventClass } from '#common/events/index.js';
import { Outbox } from '#common/messaging/outbox.js';
import { runInContext } from '#common/runtime/context.js';
import type { RunningService } from '#common/runtime/service.js';

/** Sends the event on its real way: outbox, relay, inbox, listener. */
export async function publish<T extends object>(
  { app }: RunningService,
  event: EventClass<T>,
  ...list: T[]
): Promise<void> {
  await runInContext({ actor: systemActor, correlationId: uuidv7() }, () =>
    app.get(Transactions).run(() => app.get(Outbox).publishAll(event, list)),
  );
}

/** Asks again until `found` gives something; fails after 20 seconds. */
export async function until<T>(found: () => Promise<T | undefined | false>): Promise<T> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline;) {
    const result = await found();
    if (result) return result;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen within 20 s');
}
