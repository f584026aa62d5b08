import { createHash } from 'node:crypto';
import { siteKey } from '#common/testing/actors.js';
import { Desk } from '../testing/desk.js';

interface Line {
  kind: string;
  step?: Record<string, unknown>;
  attachment?: Record<string, unknown>;
  steps?: number;
  attachments?: number;
  sha256?: string;
}

describe('the archive of a request', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk.close());

  async function archive(id: string): Promise<string> {
    const agent = await desk.service.as(desk.agent);
    const answer = await agent
      .get(`/api/v1/requests/${id}/archive`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);
    return (answer.body as Buffer).toString();
  }

  it('equals the log row by row, over several pages, and its end proves it', async () => {
    const { id } = await desk.open();
    const agent = await desk.service.as(desk.agent);
    const file = { name: '说明.txt', contentType: 'text/plain', contentBase64: Buffer.from('你好').toString('base64') };
    for (let count = 0; count < 3; count += 1)
      await agent.post(`/api/v1/requests/${id}/attachments`).send(file).expect(201);
    await desk.service.database.query(
      `INSERT INTO desk.timeline_entry (request_id, kind, at, actor_kind, actor_id, actor_name, data)
       SELECT $1, 'note', '2026-03-02T01:00:00Z'::timestamptz + n * interval '1 second', 'user', $2, '王', jsonb_build_object('text', 'note ' || n)
       FROM generate_series(1, 450) AS n`,
      [id, desk.agent.id],
    );
    const text = await archive(id);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

    const log = await desk.service.database.query<{ row: Record<string, unknown> }>(
      `SELECT jsonb_strip_nulls(jsonb_build_object('seq', seq::text, 'kind', kind,
         'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'from', from_status, 'to', to_status,
         'actorKind', actor_kind, 'actorId', actor_id, 'actorName', actor_name)) || jsonb_build_object('data', data) AS row
       FROM desk.timeline_entry WHERE request_id = $1 ORDER BY seq`,
      [id],
    );
    expect(log).toHaveLength(454);
    expect(lines.filter(({ kind }) => kind === 'step').map(({ step }) => step)).toEqual(log.map(({ row }) => row));
    const files = await desk.service.database.query<{ id: string; sha256: string; size_bytes: number }>(
      `SELECT id, sha256, size_bytes FROM desk.attachment WHERE request_id = $1 ORDER BY id`,
      [id],
    );
    expect(lines.flatMap(({ attachment }) => (attachment ? [attachment] : []))).toEqual(
      files.map(({ id: fileId, sha256, size_bytes: sizeBytes }) =>
        expect.objectContaining({ id: fileId, sha256, sizeBytes }),
      ),
    );
    const last = text.lastIndexOf('\n', text.length - 2) + 1;
    expect(lines.at(-1)).toEqual({
      kind: 'end',
      steps: 454,
      attachments: 3,
      sha256: createHash('sha256').update(text.slice(0, last)).digest('hex'),
    });
  });

  it('is nothing for a site: its key may read requests, not their whole story', async () => {
    const { id } = await desk.open();
    const site = await desk.service.as(siteKey(desk.siteId, ['requests:read']));
    await site.get(`/api/v1/requests/${id}/archive`).expect(403);
  });
});
