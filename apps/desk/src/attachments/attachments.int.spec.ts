import { uuidv7 } from '#common/database/uuid.js';
import { siteKey } from '#common/testing/actors.js';
import { Desk } from '../testing/desk.js';

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(5_000, 7)]);

describe('attachments', () => {
  let desk: Desk;
  let url: string;
  beforeAll(async () => {
    desk = await Desk.start();
    url = `/api/v1/requests/${(await desk.open()).id}/attachments`;
  });
  afterAll(() => desk.close());

  it('are kept, listed, told on the timeline and given back as a download', async () => {
    const agent = await desk.service.as(desk.agent);
    const photo = { name: '照片/1.png', contentType: 'image/png', contentBase64: png.toString('base64') };
    const { body } = await agent.post(url).send(photo).expect(201);
    expect(body).toMatchObject({ name: '照片_1.png', sizeBytes: png.length });
    expect((await agent.get(url).expect(200)).body).toEqual([body]);
    const file = await agent.get(`${url}/${(body as { id: string }).id}`).expect(200);
    expect(Buffer.compare(file.body as Buffer, png)).toBe(0);
    expect(file.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(file.headers['content-disposition']).toMatch(/^attachment/);
    expect(await desk.timeline(url.split('/')[4] ?? '')).toEqual(['reported', 'attachment_added']);
  });

  it.each([
    ['image/jpeg', png, 400, 'contentType'],
    ['text/plain', Buffer.from('<script>alert(1)</script>'), 400, 'contentType'],
    ['image/svg+xml', Buffer.from('<svg/>'), 400, 'contentType'],
  ])('refuse %s whose bytes are something else', async (contentType, content, status, field) => {
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent
      .post(url)
      .send({ name: 'x', contentType, contentBase64: content.toString('base64') })
      .expect(status);
    expect((body as { errors: { field: string }[] }).errors[0]?.field).toBe(field);
  });

  it('are nothing for a site that does not serve the request', async () => {
    const stranger = await desk.service.as(siteKey(uuidv7(), ['requests:read', 'requests:write']));
    await stranger.get(url).expect(404);
    const text = { name: 'x', contentType: 'text/plain', contentBase64: Buffer.from('hello').toString('base64') };
    expect((await stranger.post(url).send(text)).status).toBe(404);
  });
});
