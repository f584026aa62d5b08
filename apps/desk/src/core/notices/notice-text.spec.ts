import { cannotCompleteReasons } from '#common/events/lists.js';
import { type NoticeFacts, noticeKinds, noticeText } from './notice-text.js';

const facts: NoticeFacts = {
  kind: 'window',
  language: 'en',
  number: 'R-260302-00001',
  product: 'VC 100',
  timeZone: 'Asia/Shanghai',
  from: '2026-03-03T01:00:00Z',
  to: '2026-03-03T03:00:00Z',
};

describe('the text of a notice', () => {
  it('says the time of the place in the language of the customer', () => {
    expect(noticeText(facts)).toEqual({
      subject: 'A technician will come (R-260302-00001)',
      body: 'Your report R-260302-00001, VC 100: A technician will be there on Tuesday 3 March between 09:00 and 11:00.\n\nTimes are those of the place.\n',
    });
    expect(noticeText({ ...facts, language: 'zh-CN', changed: true }).body).toContain(
      '上门时间已更改：技术员将于 3月3日（星期二） 09:00–11:00 上门。',
    );
  });

  it('names the second day of a time that ends on another one', () => {
    expect(noticeText({ ...facts, to: '2026-03-03T17:00:00Z' }).body).toContain(
      'on Tuesday 3 March between 09:00 and 01:00 (Wednesday 4 March)',
    );
  });

  it('gives the link where there is one', () => {
    expect(noticeText({ ...facts, kind: 'finished', link: 'https://x/l#abc' }).body).toMatch(/\nhttps:\/\/x\/l#abc\n$/);
  });

  it('says why something was not repaired, each reason in words of its own', () => {
    const bodies = cannotCompleteReasons.flatMap((reason) =>
      (['en', 'zh-CN'] as const).map(
        (language) => noticeText({ ...facts, kind: 'not_repaired', language, reason }).body,
      ),
    );
    expect(new Set(bodies).size).toBe(2 * cannotCompleteReasons.length);
    expect(bodies[0]).toContain('The product cannot be repaired.');
    expect(bodies[1]).toContain('该产品无法修复。');
  });

  it.each(noticeKinds)('is there for %s in both languages, with and without what may be missing', (kind) => {
    const { from: _, to: __, ...bare } = facts;
    const told = kind === 'window' ? facts : bare;
    for (const more of [{}, { eta: facts.from, availableAt: facts.from } as Partial<NoticeFacts>]) {
      const [en, zh] = [
        noticeText({ ...told, ...more, kind }),
        noticeText({ ...told, ...more, kind, language: 'zh-CN' }),
      ];
      expect(en.body).not.toMatch(/\p{Script=Han}|undefined|Invalid/u);
      expect(zh.body).toMatch(/\p{Script=Han}/u);
      expect(zh.body).not.toMatch(/undefined|Invalid/);
    }
  });
});
