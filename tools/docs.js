// npm run docs: writes the documents that are made from the code: docs/openapi.json, docs/events.md and their like. A test compares them.
import { writeFileSync } from 'node:fs';
import { build } from './build.js';

await build();
const { generatedDocuments } = await import('../dist/apps/standalone/src/documents/documents.js');
for (const [path, text] of await generatedDocuments()) {
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
