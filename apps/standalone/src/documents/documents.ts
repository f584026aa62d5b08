import { eventSchemas, eventsMarkdown } from '#common/events/catalogue.js';
import { openApiDocument } from './open-api.js';
import { stateTables } from './state-tables.js';

/** Every document that is made from the code: path from the project's root, and text. */
export async function generatedDocuments(): Promise<[path: string, text: string][]> {
  return [
    ['docs/openapi.json', `${JSON.stringify(await openApiDocument(), undefined, 2)}\n`],
    ['docs/events.md', eventsMarkdown()],
    ['docs/events.schema.json', `${JSON.stringify(eventSchemas(), undefined, 2)}\n`],
    ['docs/states.md', stateTables()],
  ];
}
