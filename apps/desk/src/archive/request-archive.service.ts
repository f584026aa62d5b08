import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import type { Page } from '#common/http/pages.js';
import { currentContext, runInContext } from '#common/runtime/context.js';
import { Attachments } from '../attachments/attachments.service.js';
import { RequestLists } from '../requests/request-lists.service.js';
import { RequestStory } from '../requests/request-story.service.js';
import { requestView } from '../requests/request-views.js';
import type { RequestView } from '../requests/request.dto.js';

type As = <T>(work: () => Promise<T>) => Promise<T>;

/** Rows that are in memory at once. */
const rowsAtOnce = 200;

/** The whole story of a request as one stream. */
@Injectable()
export class RequestArchive {
  constructor(
    private readonly requests: RequestLists,
    private readonly story: RequestStory,
    private readonly attachments: Attachments,
  ) {}

  /**
   * Lines of JSON: the request, every step of its timeline in its order, every file with size and SHA-256 (not its bytes), and an end that counts them
   * and has the SHA-256 of all lines before it, so that a file that was cut off or changed is known. 404 comes before the first line.
   */
  async open(id: string, caller: Actor): Promise<{ number: string; lines: Readable }> {
    const request = requestView(await this.requests.visible(id, caller));
    const context = currentContext();
    // The stream asks when the caller has taken what came before, outside the request's own work: it goes on as the same actor.
    const as = <T>(work: () => Promise<T>) => (context ? runInContext(context, work) : work());
    return { number: request.number, lines: Readable.from(this.lines(request, caller, as), { objectMode: false }) };
  }

  private async *lines(request: RequestView, caller: Actor, as: As): AsyncGenerator<string> {
    const hash = createHash('sha256');
    const counts = { steps: 0, attachments: 0 };
    yield line(hash, { kind: 'request', request });
    const { id } = request;
    for await (const step of eachOf((cursor) => as(() => this.story.timeline(id, page(cursor), caller)))) {
      counts.steps += 1;
      yield line(hash, { kind: 'step', step });
    }
    for await (const attachment of eachOf((cursor) => as(() => this.attachments.page(id, page(cursor), caller)))) {
      counts.attachments += 1;
      yield line(hash, { kind: 'attachment', attachment });
    }
    yield `${JSON.stringify({ kind: 'end', ...counts, sha256: hash.digest('hex') })}\n`;
  }
}

const page = (cursor: string | undefined) => ({ limit: rowsAtOnce, ...(cursor !== undefined && { cursor }) });

function line(hash: Hash, content: object): string {
  const text = `${JSON.stringify(content)}\n`;
  hash.update(text);
  return text;
}

async function* eachOf<T>(load: (cursor?: string) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const { items, next } = await load(cursor);
    yield* items;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
