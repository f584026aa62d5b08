import { eventSchemas, eventsMarkdown } from '#common/events/catalogue.js';
import { listeners } from './listeners.js';
import { openApiDocument } from './open-api.js';
import { stateTables } from './state-tables.js';

/** Every document that is made from the code: path from the project's root, and text. */
export async function generatedDocuments(): Promise<[path: string, text: string][]> {
  const heardBy = await listeners();
  return [
    ['docs/openapi.json', `${JSON.stringify(await openApiDocument(), undefined, 2)}\n`],
    ['docs/events.md', eventsMarkdown(heardBy)],
    ['docs/events.schema.json', `${JSON.stringify(eventSchemas(heardBy), undefined, 2)}\n`],
    ['docs/states.md', stateTables()],
  ];
}
