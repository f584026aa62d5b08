import { readFileSync } from 'node:fs';
import { generatedDocuments } from './documents.js';

describe('documents made from the code', () => {
  it('are as checked in: run `npm run docs` after a change', async () => {
    for (const [path, text] of await generatedDocuments())
      expect([path, readFileSync(path, 'utf8')]).toEqual([path, text]);
  });
});
