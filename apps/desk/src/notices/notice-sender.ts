import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Problem } from '#common/http/problems.js';
import { Loop } from '#common/messaging/loop.js';
import { Clock } from '#common/runtime/clock.js';
import { runInContext } from '#common/runtime/context.js';
import { logger } from '#common/runtime/logger.js';
import { isOpen } from '../core/request-status.js';
import { outsideQuietHours } from '../core/notices/quiet-hours.js';
import { CustomerLinks } from '../customer-links/customer-links.service.js';
import { Contact } from '../customers/contact.entity.js';
import { RequestRows } from '../requests/request-rows.service.js';
import { ServiceClocks, wordKinds } from '../service-levels/service-clocks.service.js';
import { DeskSettings } from '../settings.js';
import { Mailer } from './mailer.js';
import { Notice } from './notice.entity.js';
import { NoticeLists, type NoticeSubject, textOf } from './notice-lists.service.js';

const idleMilliseconds = 1_000;
const mostAttempts = 6;
const minute = 60_000;
/** Whoever sends has so long; after that the notice is taken for unsent. Longer than all of the mailer's time limits. */
const leaseMilliseconds = 2 * minute;

interface Taken {
  notice: Notice;
  subject: NoticeSubject;
  to: string;
  link: { id: string; url: string } | undefined;
}

/** Takes notices that wait and sends them as mails, outside of any transaction; several servers share the work. */
@Injectable()
export class NoticeSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('notices', () => this.turn());
  private readonly mailer: Mailer | undefined;
  /** Turns of one server follow each other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: DeskSettings,
    private readonly lists: NoticeLists,
    private readonly links: CustomerLinks,
    private readonly rows: RequestRows,
    private readonly clocks: ServiceClocks,
  ) {
    if (settings.mail) this.mailer = new Mailer(settings.mail);
  }

  onApplicationBootstrap(): void {
    if (this.mailer) this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
    this.mailer?.close();
  }

  /** Something may be due now. */
  ring(): void {
    this.loop.ring();
  }

  /** Tries everything that is due; resolves when nothing is left. */
  async sendDue(): Promise<void> {
    while ((await this.turn()) === 0);
  }

  private turn(): Promise<number> {
    const turn = this.last.then(() => this.one());
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async one(): Promise<number> {
    const taken = await this.take();
    if (taken === 'nothing') return idleMilliseconds;
    if (taken !== 'put off') await this.send(taken);
    return 0;
  }

  /** The one that has waited longest, with whom to send it to; it is leased by moving its next try. */
  private take(): Promise<Taken | 'nothing' | 'put off'> {
    return this.asCallout(async (manager) => {
      const now = this.clock.now();
      const due = `state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
      const [notice] = await selectRows(manager, Notice, due, [now]);
      if (!notice) return 'nothing';
      const subject = (await this.lists.subjectsOf([notice])).get(notice.requestId);
      if (!subject) throw new Error(`notice ${notice.id} is about no request`);
      const { customerId, place } = subject.request;
      const later = outsideQuietHours(now, place.timeZone);
      // Somebody on the way comes at an hour that the customer has agreed to.
      if (later > now && notice.kind !== 'on_the_way') return this.putOff(manager, notice, { dueAt: later });
      const contact = await manager.findOne(Contact, { where: { customerId }, order: { position: 'ASC' } });
      if (!contact?.email) return this.putOff(manager, notice, { state: 'no_address' });
      notice.attempts += 1;
      const dueAt = new Date(now.getTime() + leaseMilliseconds);
      await updateRow(manager, Notice, { id: notice.id }, { attempts: notice.attempts, dueAt });
      return { notice, subject, to: contact.email, link: await this.linkFor(subject) };
    });
  }

  private async putOff(manager: EntityManager, { id }: Notice, change: Partial<Notice>): Promise<'put off'> {
    await updateRow(manager, Notice, { id }, change);
    return 'put off';
  }

  /** Each try has a link of its own: what is kept of a link does not let it be sent again. */
  private async linkFor({ request }: NoticeSubject): Promise<Taken['link']> {
    const { publicUrl } = this.settings;
    if (!publicUrl || !isOpen(request.status)) return undefined;
    const made = await this.links.create(request.id, {}, systemActor).catch((error: unknown) => {
      if (error instanceof Problem) return undefined; // it has as many as it may have: the mail goes without one
      throw error;
    });
    return made?.token ? { id: made.id, url: `${publicUrl}/l#${made.token}` } : undefined;
  }

  private async send({ notice, subject, to, link }: Taken): Promise<void> {
    const { id, attempts, requestId } = notice;
    const text = textOf(notice, subject, link?.url);
    try {
      await this.mailer?.send({ id, to, subject: text.subject, text: text.body });
    } catch (error) {
      const reason = String((error as Error).message).slice(0, 500);
      logger.warn({ notice: id, attempts, reason: withoutAddresses(reason) }, 'a mail was not taken');
      await this.asCallout(async (manager) => {
        if (link) await this.links.revoke(requestId, link.id, systemActor);
        const dueAt = new Date(this.clock.now().getTime() + minute * 2 ** (attempts - 1));
        const next = attempts < mostAttempts ? { dueAt } : { state: 'failed' as const };
        await updateRow(manager, Notice, { id }, { ...next, error: reason });
      });
      return;
    }
    const { subject: title, body } = textOf(notice, subject);
    const sent = { state: 'sent', sentAt: this.clock.now(), recipient: to, subject: title, body, error: null } as const;
    await this.asCallout(async (manager) => {
      if (await this.clocks.runs(requestId, wordKinds)) await this.told(requestId, sent.sentAt);
      await updateRow(manager, Notice, { id }, sent);
    });
  }

  /** The customer has heard of us: that is what a grade promises. */
  private async told(requestId: string, at: Date): Promise<void> {
    const request = await this.rows.locked(requestId);
    await this.clocks.respond(request, at);
    await this.rows.store(request);
  }

  private asCallout<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const context = { actor: systemActor, correlationId: uuidv7() };
    return runInContext(context, () => this.transactions.run(work));
  }
}

/** Mail servers repeat whom they refuse. */
const withoutAddresses = (text: string) => text.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '[address]');
