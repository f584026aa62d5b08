import {
  alertFilterOf,
  barLeadsTo,
  chartOf,
  chartOfAlert,
  chartQuestionOf,
  groupedQuestionOf,
  measureOf,
  paretoQuestionOf,
  recordsOf,
  recordsQuestionOf,
} from './questions.js';

const address = (text: string) => new URLSearchParams(text);

describe('what an address asks for', () => {
  it('is products of the usual time where it says nothing', () => {
    expect(paretoQuestionOf(address(''))).toEqual({ by: 'product' });
    expect(paretoQuestionOf(address('by=colour&siteId=')).by).toBe('product');
  });

  it('has its last day whole', () => {
    expect(paretoQuestionOf(address('by=fault&from=2026-02-01&to=2026-02-28&category=pump'))).toEqual({
      by: 'fault',
      from: '2026-02-01T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
      category: 'pump',
    });
  });

  it('leaves it to the API to refuse what is no day', () => {
    expect(paretoQuestionOf(address('from=yesterday&to=2026-13-01'))).toMatchObject({
      from: 'yesterday',
      to: '2026-13-01',
    });
  });

  it('is a chart of the product rather than of its category, and none without either', () => {
    expect(chartQuestionOf(address('weeks=52'))).toBeUndefined();
    expect(chartQuestionOf(address('productId=p&category=pump&weeks=52'))).toEqual({ productId: 'p', weeks: 52 });
    expect(chartQuestionOf(address('category=pump&weeks=3&to=2026-03-01T00:00:00Z'))).toEqual({
      category: 'pump',
      to: '2026-03-01T00:00:00Z',
      weeks: 26,
    });
    expect(alertFilterOf(address('weeks=52'))).toEqual({});
  });
});

describe('a bar', () => {
  it('leads on where reports have a filter, and keeps the others', () => {
    expect(barLeadsTo('product', 'p', address('by=product&from=2026-02-01'))).toBe(
      '/app/quality/pareto?by=fault&from=2026-02-01&productId=p',
    );
    expect(barLeadsTo('category', 'a pump', address('by=category'))).toBe(
      '/app/quality/pareto?by=product&category=a+pump',
    );
    expect(barLeadsTo('site', 's', address('by=site&productId=p'))).toBe(
      '/app/quality/pareto?by=fault&productId=p&siteId=s',
    );
    expect(barLeadsTo('fault', 'F1', address('by=fault'))).toBeUndefined();
  });

  it('has a chart where it stands for what is charted', () => {
    expect(chartOf('product', 'p')).toBe('/app/quality/u-chart?productId=p');
    expect(chartOf('category', 'pump')).toBe('/app/quality/u-chart?category=pump');
    expect(chartOf('part', 'p')).toBeUndefined();
  });

  it('is not needed by an alert: its chart ends where it was raised', () => {
    expect(chartOfAlert({ productId: 'p', raisedAt: '2026-03-01T00:00:00.000Z' })).toBe(
      '/app/quality/u-chart?productId=p&to=2026-03-01T00%3A00%3A00.000Z',
    );
  });
});

describe('single records', () => {
  it('are those of a bar, among what is filtered anyway', () => {
    const there = recordsOf({ by: 'part', key: 'p1' }, address('by=part&from=2026-02-01&category=pump'));
    expect(there).toBe('/app/quality/records?from=2026-02-01&category=pump&partId=p1');
    expect(recordsQuestionOf(address(there.split('?')[1] ?? ''))).toEqual({
      from: '2026-02-01T00:00:00.000Z',
      category: 'pump',
      partId: 'p1',
    });
    expect(recordsOf(undefined, address('by=site'))).toBe('/app/quality/records');
  });

  it('are the hits or misses of a rate, which an outcome alone does not name', () => {
    const rate = { measure: 'firstTimeFix', outcome: 'miss' } as const;
    expect(recordsOf({ by: 'site', key: 's' }, address('measure=partHit&by=site'), rate)).toBe(
      '/app/quality/records?siteId=s&measure=firstTimeFix&outcome=miss',
    );
    expect(recordsQuestionOf(address('measure=firstTimeFix&outcome=miss'))).toEqual(rate);
    expect(recordsQuestionOf(address('outcome=miss&measure=luck'))).toEqual({});
  });
});

describe('a rate', () => {
  it('is first-time fix by product where the address says nothing that is known', () => {
    expect(measureOf(address('measure=luck'))).toBe('firstTimeFix');
    expect(groupedQuestionOf(address('by=part'))).toEqual({ by: 'product' });
    expect(groupedQuestionOf(address('by=site&productId=p'))).toEqual({ by: 'site', productId: 'p' });
  });
});
