import { emptyDraft, newPart, reportOf, wishesOf } from './draft.js';

const at = '2026-03-02T10:00:00Z';
const steps = ['diagnose', 'signature'];
const signature = { key: 's', name: 'x', contentType: 'image/png', contentBase64: 'AA==' } as const;
const photo = { key: 'p', name: 'a.jpg', contentType: 'image/jpeg', contentBase64: 'AA==' } as const;

describe('the report of a visit', () => {
  it('says what was used and what goes back', () => {
    const parts = [
      { ...newPart('one', 3), used: 1, serialFitted: ' SN-1 ' },
      { ...newPart('two'), used: 2, missing: 4 },
      { ...newPart('three', 1), used: 0 },
    ];
    const report = reportOf({ ...emptyDraft('leak'), faultCode: 'pump ', done: ['diagnose'], parts }, at, steps);
    expect(report).toEqual({
      outcome: 'repaired',
      at,
      symptomCode: 'leak',
      faultCode: 'pump',
      steps: [
        { code: 'diagnose', done: true },
        { code: 'signature', done: false },
      ],
      partsUsed: [
        { partId: 'one', quantity: 1, serialFitted: 'SN-1' },
        { partId: 'two', quantity: 2 },
      ],
      partsUnused: [
        { partId: 'one', quantity: 2 },
        { partId: 'three', quantity: 1 },
      ],
    });
    const missing = reportOf({ ...emptyDraft(), outcome: 'part_missing', parts }, at, steps);
    expect(missing.partsMissing).toEqual([{ partId: 'two', quantity: 4 }]);
  });

  it('goes after its photos and its signature, which counts as a step', () => {
    const wishes = wishesOf({ ...emptyDraft(), photos: [photo], signature, signedBy: 'Gwen' }, at, steps);
    expect(wishes.map(({ kind, key, body }) => [kind, key, (body as { name?: string }).name])).toEqual([
      ['file', 'p', 'a.jpg'],
      ['file', 's', 'signature Gwen.png'],
      ['finish', undefined, undefined],
    ]);
    expect(wishes[2]?.body).toMatchObject({ steps: [{}, { code: 'signature', done: true }] });
  });
});
