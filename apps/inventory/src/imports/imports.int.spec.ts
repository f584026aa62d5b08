import { PartChanged } from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import { plainCell, readCsv, writeCsv } from '../csv/csv.js';
import { openInventory } from '../testing/open-inventory.js';
import { type Places, assertExplained, levelOf } from '../testing/story.js';
import type { ImportResult } from './import.dto.js';

type Cells = (string | number | null)[];

describe('imports and exports', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory()), 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  const planner = () => service.as(person('planner'));
  const send = async (kind: string, file: Buffer, dryRun = false) => {
    const body = { contentBase64: file.toString('base64'), dryRun };
    return (await (await planner()).post(`/api/v1/imports/${kind}`).send(body).expect(200)).body as ImportResult;
  };
  const importRows = (kind: string, header: string[], rows: Cells[], dryRun = false) =>
    send(kind, writeCsv(header, rows), dryRun);
  const save = async (kind: string, query: object = {}) => {
    const answer = await (
      await planner()
    )
      .get('/api/v1/exports')
      .query({ kind, ...query })
      .buffer(true)
      .expect(200);
    const next = answer.headers['next-cursor'] as string | undefined;
    return { file: Buffer.from(answer.text), next, ...readCsv(Buffer.from(answer.text).toString('base64'), 'file') };
  };
  const numbered = async (number: string) => {
    const { body } = await (await planner()).get('/api/v1/parts').query({ number }).expect(200);
    return (body as { items: { id: string; version: number; nameZh: string; supersededByPartId: string | null }[] })
      .items[0];
  };

  const header = [
    'number',
    'nameEn',
    'nameZh',
    'category',
    'unitCostMinor',
    'currency',
    'criticality',
    'supersededByNumber',
  ];
  const part = (number: string, replacedBy = '', cost: string | number = 1_200): Cells => [
    number,
    'Motor',
    '电机',
    'vacuum',
    cost,
    'CNY',
    'vital',
    replacedBy,
  ];

  it('enter parts by number, also before the part that replaces them, and change only what is different', async () => {
    const rows = [part('IMP-1', 'IMP-2'), part('IMP-2')];
    const counts = { rows: 2, faultCount: 0, faults: [] };
    expect(await importRows('parts', header, rows, true)).toMatchObject({ ...counts, imported: false, created: 2 });
    expect(await numbered('IMP-1')).toBeUndefined();
    expect(await importRows('parts', header, rows)).toMatchObject({
      ...counts,
      imported: true,
      created: 2,
      changed: 0,
    });
    const [old, successor] = [await numbered('IMP-1'), await numbered('IMP-2')];
    expect(old).toMatchObject({ nameZh: '电机', supersededByPartId: successor!.id, version: 1 });
    const told = (await service.published(PartChanged)).filter(({ number }) => number.startsWith('IMP-'));
    expect(told.map(({ number }) => number).toSorted()).toEqual(['IMP-1', 'IMP-2']);

    const again = await importRows('parts', header, [part('IMP-1', 'IMP-2'), part('IMP-2', '', 1_500)]);
    expect(again).toMatchObject({ imported: true, created: 0, changed: 1, unchanged: 1 });
    expect(await numbered('IMP-2')).toMatchObject({ id: successor!.id, version: 2 });
    expect(await numbered('IMP-1')).toMatchObject({ version: 1 });
  });

  it('say row and column of every fault, and then write nothing', async () => {
    const rows = [
      part('BAD-1'),
      part('BAD-2', 'NOWHERE'),
      part('BAD-3', '', 'twelve'),
      part('BAD-1'),
      part('BAD-4', 'BAD-5'),
      part('BAD-5', 'BAD-4'),
    ];
    const result = await importRows('parts', header, rows);
    expect(result).toMatchObject({ imported: false, rows: 6, faultCount: 5 });
    expect(result.faults.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '3 supersededByNumber',
      '4 unitCostMinor',
      '5 number',
      '6 supersededByNumber',
      '7 supersededByNumber',
    ]);
    expect(await numbered('BAD-1')).toBeUndefined();
    const wrongHeader = await importRows('parts', ['number', 'price'], [['X', 1]]);
    expect(wrongHeader.faults.map(({ column }) => column)).toContain('price');
    expect(wrongHeader.faults.every(({ row }) => row === 1)).toBe(true);
  });

  it('read what Excel in Chinese saves', async () => {
    const bytes = Buffer.concat([
      Buffer.from('number,nameEn,nameZh,category,unitCostMinor,currency,criticality\r\nGB-1,Motor,'),
      Buffer.from([0xb5, 0xe7, 0xbb, 0xfa]), // 电机 in GB18030
      Buffer.from(',vacuum,100,CNY,vital\r\n'),
    ]);
    expect(await send('parts', bytes)).toMatchObject({ imported: true, encoding: 'gb18030' });
    expect(await numbered('GB-1')).toMatchObject({ nameZh: '电机' });
    const body = { contentBase64: Buffer.from([0xff, 0xfe]).toString('base64') };
    const refused = await (await planner()).post('/api/v1/imports/parts').send(body).expect(400);
    expect(refused.body).toMatchObject({ errors: [{ field: 'contentBase64' }] });
    await (await planner()).post('/api/v1/imports/users').send(body).expect(404);
  });

  it('count stock into the ledger, by id or name of the place, never below what is held', async () => {
    await importRows('parts', header, [part('STK-1')]);
    const { id } = (await numbered('STK-1'))!;
    const columns = ['partNumber', 'location', 'counted', 'reason'];
    const first = await importRows('stock', columns, [
      ['STK-1', 'central', 7, 'opening stock'],
      ['STK-1', places.regional, 0, ''],
    ]);
    expect(first).toMatchObject({ imported: true, created: 1, unchanged: 1 });
    expect(await levelOf(service, id, places.central)).toMatchObject({ onHand: 7 });
    expect(await importRows('stock', columns, [['STK-1', 'central', 5, 'lost two']])).toMatchObject({ changed: 1 });
    expect(await levelOf(service, id, places.central)).toMatchObject({ onHand: 5 });
    const { faults } = await importRows('stock', columns, [
      ['STK-1', 'site', 1, 'two are called so'],
      ['NOWHERE', 'central', 1, ''],
      ['STK-1', 'central', -1, ''],
    ]);
    expect(faults.map(({ row, column }) => `${row} ${column}`)).toEqual(['2 location', '3 partNumber', '4 counted']);
  });

  it('agree lead times, and leave alone what a lane has measured while nothing else is agreed', async () => {
    await importRows('parts', header, [part('LT-1')]);
    const columns = ['partNumber', 'fromLocation', 'toLocation', 'meanDays', 'deviationDays'];
    const rows: Cells[] = [
      ['LT-1', '', 'central', 21, 4],
      ['', 'central', 'regional', 2.5, ''],
    ];
    expect(await importRows('lead-times', columns, rows)).toMatchObject({ imported: true, created: 2 });
    expect(await importRows('lead-times', columns, rows)).toMatchObject({ unchanged: 2, changed: 0 });
    const itself = await importRows('lead-times', columns, [['', 'central', 'central', 1, 1]]);
    expect(itself).toMatchObject({ imported: false, faults: [{ row: 2, column: 'toLocation' }] });
  });

  it('save tables that are read again as they are, page by page, with no formula in them', async () => {
    const evil = '=HYPERLINK("http://evil")';
    await importRows('parts', header, [part('EXP-1'), ['EXP-2', evil, '电机', 'vacuum', 1, 'CNY', 'vital', '']]);
    const all = await save('parts');
    expect(all.file.toString()).toContain(`"'=HYPERLINK`);
    const row = all.rows.find(([number]) => number === 'EXP-2');
    expect(plainCell(row![1]!)).toBe(evil);
    expect(await send('parts', all.file)).toMatchObject({
      imported: true,
      created: 0,
      changed: 0,
      unchanged: all.rows.length,
    });
    const numbers: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await save('parts', { limit: 2, ...(cursor && { cursor }) });
      numbers.push(...page.rows.map(([number]) => number!));
      cursor = page.next;
      more = cursor !== undefined;
    }
    expect(numbers).toEqual(all.rows.map(([number]) => number));
    expect(await send('stock', (await save('stock')).file)).toMatchObject({ imported: true, created: 0, changed: 0 });
    expect(await send('lead-times', (await save('lead-times')).file)).toMatchObject({ created: 0, changed: 0 });
    for (const kind of ['forecasts', 'stock-policies', 'proposals'] as const) {
      const table = await save(kind);
      expect(table.rows.every((cells) => cells.length === table.header.length)).toBe(true);
    }
    await (await planner()).get('/api/v1/exports').query({ kind: 'users' }).expect(400);
    const template = await (await planner()).get('/api/v1/imports/stock/template').buffer(true).expect(200);
    expect(template.text).toContain('partNumber,location,counted,reason');
    expect(template.headers['content-type']).toBe('text/csv; charset=utf-8');
  });
});
