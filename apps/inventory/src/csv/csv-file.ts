import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** A table to be saved, never shown by the browser as a page. */
export function csvFile(reply: FastifyReply, name: string, content: Buffer): StreamableFile {
  void reply.header('x-content-type-options', 'nosniff');
  return new StreamableFile(content, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}.csv"`,
    length: content.length,
  });
}
