import { Desk } from '../testing/desk.js';

const day = 86_400_000;

interface Left {
  files: number;
  reporters: number;
  contacts: number;
  streets: number;
  steps: number;
}

describe('the retention rule', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await Desk.start({ retainPersonalDays: 30 });
  });
  afterEach(() => desk.close());

  const text = { name: 'a.txt', contentType: 'text/plain', contentBase64: Buffer.from('a').toString('base64') };

  async function left(requestId: string): Promise<Left> {
    const [row] = await desk.service.database.query<Left>(
      `SELECT (SELECT count(*) FROM desk.attachment WHERE request_id = r.id AND content IS NOT NULL)::integer AS files,
         (SELECT count(*) FROM desk.timeline_entry WHERE request_id = r.id AND data ? 'phone')::integer AS reporters,
         (SELECT count(*) FROM desk.contact WHERE customer_id = r.customer_id)::integer AS contacts,
         (SELECT count(*) FROM desk.service_address WHERE customer_id = r.customer_id AND street IS NOT NULL)::integer AS streets,
         (SELECT count(*) FROM desk.timeline_entry WHERE request_id = r.id AND kind <> 'personal_data_removed')::integer AS steps
       FROM desk.service_request r WHERE id = $1`,
      [requestId],
    );
    return row!;
  }

  /** A request about a new unit, reported by its customer and once more by a neighbour, with a file, and cancelled. */
  async function ended(customerId?: string): Promise<{ id: string; customerId: string }> {
    const { customer, ...report } = desk.report();
    const agent = await desk.service.as(desk.agent);
    const sent = { ...report, ...(customerId ? { customerId } : { customer }) };
    const { body } = await agent.post('/api/v1/requests').send(sent).expect(201);
    const { id, customerId: of } = body as { id: string; customerId: string };
    const neighbour = { ...customer, name: '小李', phone: '+86 139 0000 1111' };
    await agent
      .post('/api/v1/requests')
      .send({ ...report, customer: neighbour })
      .expect(200);
    await agent.post(`/api/v1/requests/${id}/attachments`).send(text).expect(201);
    await desk.step(`requests/${id}/cancel`, { reason: 'works again' });
    return { id, customerId: of };
  }

  const later = (days: number) => desk.service.moveTo(new Date(desk.service.clock.now().getTime() + days * day));

  it('removes files, reporter, contacts and streets after the days, keeps every step, and does it once', async () => {
    const { id } = await ended();
    const before = await left(id);
    const found = await (await desk.service.as(desk.agent)).get('/api/v1/requests?search=13812345678').expect(200);
    expect((found.body as { items: unknown[] }).items).toHaveLength(1);
    expect(before).toMatchObject({ files: 1, reporters: 1, contacts: 1, streets: 1 });
    await later(29);
    expect(await left(id)).toEqual(before);
    await later(3);
    expect(await left(id)).toEqual({ files: 0, reporters: 0, contacts: 0, streets: 0, steps: before.steps });
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/requests/${id}/attachments`).expect(200);
    const [file] = body as { id: string; sha256: string; removedAt: string }[];
    expect(file).toMatchObject({ name: 'a.txt', sizeBytes: 1, removedAt: expect.any(String) });
    await agent.get(`/api/v1/requests/${id}/attachments/${file!.id}`).expect(404);
    const gone = await agent.get('/api/v1/requests?search=13812345678').expect(200);
    expect((gone.body as { items: unknown[] }).items).toEqual([]);
    await later(2);
    expect((await desk.timeline(id)).filter((kind) => kind === 'personal_data_removed')).toHaveLength(1);
  });

  it('forgets to which address a mail server would not send', async () => {
    const { id } = await ended();
    const { database, clock } = desk.service;
    await database.query(
      `INSERT INTO desk.notice (id, event_id, kind, request_id, language, state, created_at, due_at, error)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'window', $1, 'en', 'failed', $2, $2, '550 no such user <li@example.com>')`,
      [id, clock.now()],
    );
    await later(32);
    const kept = await database.query('SELECT FROM desk.notice WHERE request_id = $1 AND error IS NOT NULL', [id]);
    expect(kept).toEqual([]);
  });

  it('forgets from which numbers calls came, whom they were transferred to and their recordings', async () => {
    const { id } = await ended();
    const agent = await desk.service.as(desk.agent);
    const recordingUrl = 'https://recordings.example/1';
    for (const [externalId, requestId] of [
      ['about it', id],
      ['about nothing', undefined],
    ]) {
      const told = { externalId, phone: '+86 138 1234 5678', ...(requestId && { requestId }) };
      const { body } = await agent.post('/api/v1/calls').send(told).expect(201);
      const supervisor = await desk.service.as(desk.supervisor);
      await supervisor
        .post(`/api/v1/calls/${(body as { id: string }).id}/end`)
        .send({ recordingUrl })
        .expect(200);
    }
    const kept = async () => {
      const { body } = await (await desk.service.as(desk.agent)).get('/api/v1/calls').expect(200);
      return (body as { items: { phone?: string; recordingUrl?: string }[] }).items.filter(
        ({ phone, recordingUrl: recording }) => phone ?? recording,
      );
    };
    await later(29);
    expect(await kept()).toHaveLength(2);
    await later(3);
    expect(await kept()).toEqual([]);
  });

  it('keeps the contacts of a customer for whom something is open', async () => {
    const first = await ended();
    await later(20);
    const second = await ended(first.customerId);
    await later(12);
    expect(await left(first.id)).toMatchObject({ files: 0, reporters: 0, contacts: 1, streets: 1 });
    expect(await left(second.id)).toMatchObject({ files: 1, contacts: 1 });
  });

  it('lets nobody else change or remove what is only ever added to', async () => {
    const { id } = await ended();
    for (const statement of [
      `DELETE FROM desk.timeline_entry WHERE request_id = '${id}'`,
      `UPDATE desk.timeline_entry SET data = '{}' WHERE request_id = '${id}'`,
      `UPDATE desk.timeline_entry SET data = (data - '{name,phone,email}'::text[]) || '{"removed": true}', at = now() WHERE kind = 'reporter'`,
      `DELETE FROM desk.attachment WHERE request_id = '${id}'`,
      `UPDATE desk.attachment SET content = NULL, removed_at = now(), sha256 = '' WHERE request_id = '${id}'`,
      `UPDATE desk.attachment SET content = 'x' WHERE request_id = '${id}'`,
    ])
      await expect(desk.service.database.query(statement)).rejects.toThrow('append-only');
  });
});
