import request from 'supertest';
import { uuidv7 } from '#common/database/uuid.js';
import {
  RepairOrderCannotComplete,
  RepairOrderCompleted,
  RepairOrderStatusChanged,
  ReservationDelayed,
  VisitEnRoute,
  VisitRescheduled,
  VisitScheduled,
} from '#common/events/index.js';
import { Desk } from '../testing/desk.js';
import { MailServer } from '../testing/mail-server.js';
import { NoticeSender } from './notice-sender.js';
import type { NoticeView } from './notice.dto.js';

const window = { from: '2026-03-03T01:00:00.000Z', to: '2026-03-03T03:00:00.000Z' };

const later = { from: '2026-03-03T05:00:00.000Z', to: '2026-03-03T07:00:00.000Z' };

async function noticesOf(desk: Desk, requestId: string): Promise<NoticeView[]> {
  const agent = await desk.service.as(desk.agent);
  const { body } = await agent.get(`/api/v1/notices?requestId=${requestId}`).expect(200);
  return (body as { items: NoticeView[] }).items.toReversed();
}

describe('notices without a mail server', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk.close());

  it('are a log of what the customer would be told, each fact once', async () => {
    const { id } = await desk.open({ visit: true });
    const about = { requestId: id, repairOrderId: uuidv7(), visitId: uuidv7() };
    const accepted = desk.status(id, about.repairOrderId, 'accepted', 3);
    await desk.service.hears(RepairOrderStatusChanged, { ...accepted, from: 'offered' });
    const booked = { ...VisitScheduled.example, ...about, window };
    const event = { id: uuidv7() };
    await desk.service.hears(VisitScheduled, booked, event);
    await desk.service.hears(VisitScheduled, booked, event);
    await desk.service.hears(VisitRescheduled, { ...VisitRescheduled.example, ...about, window }); // longer, at the same time: no news
    await desk.service.hears(VisitRescheduled, { ...VisitRescheduled.example, ...about, window: later });
    await desk.service.hears(ReservationDelayed, { ...ReservationDelayed.example, ...about });
    await desk.service.hears(VisitEnRoute, { ...VisitEnRoute.example, ...about });
    await desk.service.hears(RepairOrderCompleted, desk.completed(id, about.repairOrderId));
    const notices = await noticesOf(desk, id);
    expect(notices.map(({ kind }) => kind)).toEqual([
      'accepted',
      'window',
      'window',
      'part_late',
      'on_the_way',
      'finished',
    ]);
    expect(new Set(notices.map(({ state }) => state))).toEqual(new Set(['logged']));
    expect(notices[1]).toMatchObject({ language: 'zh-CN', attempts: 0, repairOrderId: about.repairOrderId });
    expect(notices[1]?.body).toContain('技术员将于 3月3日（星期二） 09:00–11:00 上门');
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/notices?repairOrderId=${about.repairOrderId}&limit=2`).expect(200);
    expect(body).toMatchObject({ items: [{ kind: 'finished' }, { kind: 'on_the_way' }], next: expect.any(String) });
  });

  it('say why something was not repaired, once', async () => {
    const { id } = await desk.open({ visit: true });
    const reason = 'beyond_repair' as const;
    const gone: RepairOrderCannotComplete = { ...desk.completed(id, uuidv7()), reason };
    const event = { id: uuidv7() };
    await desk.service.hears(RepairOrderCannotComplete, gone, event);
    await desk.service.hears(RepairOrderCannotComplete, gone, event);
    const notices = await noticesOf(desk, id);
    expect(notices).toMatchObject([{ kind: 'not_repaired', state: 'logged', repairOrderId: gone.repairOrderId }]);
    expect(notices[0]?.body).toContain('该产品无法修复');
  });
});

describe('notices by mail', () => {
  let mail: MailServer;
  let desk: Desk;
  beforeAll(async () => {
    mail = await MailServer.start();
    const settings = { mail: { url: mail.url, from: 'service@example.com' }, publicUrl: 'https://service.example.com' };
    desk = await Desk.start(settings);
  });
  afterAll(async () => {
    await desk.close();
    await mail.close();
  });

  const booked = async (email?: string, more: object = {}) => {
    const customer = {
      name: 'Gwen',
      language: 'en',
      ...(email && { email }),
      address: { place: VisitScheduled.example.place },
    };
    const { id } = await desk.open({ visit: true, customer, ...more });
    const about = { requestId: id, repairOrderId: uuidv7(), visitId: uuidv7() };
    await desk.service.hears(VisitScheduled, { ...VisitScheduled.example, ...about, window });
    return { id, about };
  };
  const afterSending = async (id: string): Promise<NoticeView> => {
    await desk.service.get(NoticeSender).sendDue();
    const notices = await noticesOf(desk, id);
    return notices.at(-1)!;
  };

  it('go out once, in the language of the customer, with a link that works and that is in no log', async () => {
    const { id } = await booked('gwen@example.org');
    const sent = await afterSending(id);
    expect(sent).toMatchObject({ state: 'sent', attempts: 1 });
    expect(mail.mails).toHaveLength(1);
    const [got] = mail.mails;
    expect(got).toMatchObject({ to: 'gwen@example.org' });
    expect(got?.headers).toContain(`Message-ID: <${sent.id}@example.com>`);
    expect(got?.text).toContain('on Tuesday 3 March between 09:00 and 11:00');
    const token = /https:\/\/service\.example\.com\/l#([\w-]{54})/.exec(got?.text ?? '')?.[1] ?? 'none';
    await request(desk.service.url).get('/api/v1/customer-link').set('x-callout-link', token).expect(200);
    const kept = await desk.service.database.query<{ body: string }>(`SELECT body FROM desk.notice`);
    expect(kept.some(({ body }) => body.includes(token))).toBe(false);
  });

  it('are a word to a customer who was promised the next one', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const level = { firstResponseSeconds: 7200, completionSeconds: 86_400, updateSeconds: 7200 };
    await supervisor.put('/api/v1/calendars/service-levels/informed').send(level).expect(200);
    const place = VisitScheduled.example.place;
    const customer = { name: 'Gwen', grade: 'informed', email: 'word@example.org', address: { place } };
    const { id } = await booked(undefined, { customer, channel: 'web' });
    const clocks = async (of: string) => {
      const { body } = await (await desk.service.as(desk.agent)).get(`/api/v1/requests/${id}/clocks`).expect(200);
      return (body as { kind: string; attempt: number; state: string }[]).filter(({ kind }) => kind === of);
    };
    await desk.service.moveTo(new Date(desk.service.clock.now().getTime() + 3_600_000));
    expect(await clocks('first_response')).toMatchObject([{ state: 'running' }]); // booked, and not told yet
    expect(await afterSending(id)).toMatchObject({ state: 'sent' });
    expect(await clocks('first_response')).toMatchObject([{ state: 'kept', usedSeconds: 3600 }]);
    expect(await clocks('next_update')).toMatchObject([
      { attempt: 0, state: 'kept' },
      { attempt: 1, state: 'running' },
    ]);
  });

  it('are tried again when the server does not take them, with another link', async () => {
    mail.refuses = true;
    const { id } = await booked('full@example.org');
    const refused = await afterSending(id);
    expect(refused).toMatchObject({ state: 'waiting', attempts: 1, error: expect.stringContaining('452') });
    mail.refuses = false;
    desk.service.clock.moveTo(new Date(desk.service.clock.now().getTime() + 61_000));
    expect(await afterSending(id)).toMatchObject({ state: 'sent', attempts: 2, recipient: 'full@example.org' });
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/requests/${id}/customer-links`).expect(200);
    expect((body as { revokedAt?: string }[]).map(({ revokedAt }) => revokedAt !== undefined)).toEqual([false, true]);
  });

  it('stay with the log for a customer without an address', async () => {
    const { id } = await booked();
    expect(await afterSending(id)).toMatchObject({ state: 'no_address', attempts: 0 });
  });

  it('wait for the morning of the place; a time that was overtaken meanwhile is not told', async () => {
    await desk.service.moveTo('2026-03-02T14:00:00Z'); // ten in the evening in Shanghai
    const { id, about } = await booked('night@example.org');
    expect(await afterSending(id)).toMatchObject({ state: 'waiting', dueAt: '2026-03-03T00:00:00.000Z' });
    await desk.service.hears(VisitRescheduled, { ...VisitRescheduled.example, ...about, window: later });
    await desk.service.moveTo('2026-03-03T00:00:00Z');
    await afterSending(id);
    expect((await noticesOf(desk, id)).map(({ state }) => state)).toEqual(['overtaken', 'sent']);
    const texts = mail.mails.filter(({ to }) => to === 'night@example.org').map(({ text }) => text);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('The time has changed');
  });
});
