import type { Actor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import {
  examplePlace,
  RepairOrderCompleted,
  RepairOrderOpened,
  RepairOrderStatusChanged,
  type RepairOrderStatus,
} from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { deskApp } from '../app.module.js';
import { defaultSettings, type DeskSettings } from '../settings.js';
import type { CallBackView } from '../call-backs/call-back.dto.js';
import type { ReportedView, RequestView } from '../requests/request.dto.js';

/** The desk alone, with one category and one product; the other services' events are delivered by the test. */
export class Desk {
  readonly agent: Actor = person('agent');
  readonly supervisor: Actor = person('supervisor');
  readonly siteId = uuidv7();
  readonly technicianId = uuidv7();

  private constructor(readonly service: TestService) {}

  static async start(settings: DeskSettings = defaultSettings): Promise<Desk> {
    const desk = new Desk(await TestService.start(deskApp(settings)));
    const supervisor = await desk.service.as(desk.supervisor);
    const category = {
      nameEn: 'Vacuum',
      nameZh: '吸尘器',
      skill: 'small-appliance',
      skillLevel: 2,
      durationMinutes: 60,
    };
    await supervisor.put('/api/v1/products/categories/vacuum').send(category).expect(200);
    const product = { code: 'VC-100', category: 'vacuum', nameEn: 'VC 100', nameZh: '吸尘器 100', warrantyMonths: 24 };
    await supervisor.post('/api/v1/products').send(product).expect(201);
    return desk;
  }

  /** A report of a new customer with a new asset, as the body of POST /requests. */
  report(more: object = {}) {
    return {
      channel: 'phone',
      customer: {
        name: '王小明',
        phone: '+86 138 1234 5678',
        address: { street: '南京东路 1 号', place: examplePlace },
      },
      asset: { productCode: 'VC-100', serialNumber: `SN-${uuidv7().slice(-8)}` },
      problem: '电机异响，没有吸力',
      ...more,
    };
  }

  async open(more: object = {}, status = 201): Promise<ReportedView> {
    const agent = await this.service.as(this.agent);
    const { body } = await agent.post('/api/v1/requests').send(this.report(more)).expect(status);
    return body as ReportedView;
  }

  async read(id: string): Promise<RequestView> {
    const { body } = await (await this.service.as(this.agent)).get(`/api/v1/requests/${id}`).expect(200);
    return body as RequestView;
  }

  /** One transition of a request or call-back with the version that is there. */
  async step(path: string, body: object, by: Actor = this.agent, status = 200) {
    const caller = await this.service.as(by);
    const { body: now } = await caller.get(`/api/v1/${path.split('/').slice(0, 2).join('/')}`).expect(200);
    const answer = await caller
      .post(`/api/v1/${path}`)
      .set('if-match', `"${(now as { version: number }).version}"`)
      .send(body)
      .expect(status);
    return answer.body as RequestView & CallBackView;
  }

  async timeline(id: string): Promise<string[]> {
    const rows = await this.service.database.query<{ kind: string }>(
      `SELECT kind FROM desk.timeline_entry WHERE request_id = $1 ORDER BY seq`,
      [id],
    );
    return rows.map(({ kind }) => kind);
  }

  async statusPath(id: string): Promise<RequestView['status'][]> {
    const rows = await this.service.database.query<{ to_status: RequestView['status'] }>(
      `SELECT to_status FROM desk.timeline_entry WHERE request_id = $1 AND to_status IS NOT NULL ORDER BY seq`,
      [id],
    );
    return rows.map(({ to_status }) => to_status);
  }

  /** What dispatch would tell, about an order of this request. */
  opened(requestId: string, repairOrderId: string, more: Partial<RepairOrderOpened> = {}): RepairOrderOpened {
    const { previousOrderId: _, ...example } = RepairOrderOpened.example;
    return { ...example, requestId, repairOrderId, version: 1, ...more };
  }

  status(requestId: string, repairOrderId: string, to: RepairOrderStatus, version: number): RepairOrderStatusChanged {
    const { siteId, technicianId, service } = this;
    const at = service.clock.now().toISOString();
    const example = RepairOrderStatusChanged.example;
    return { ...example, requestId, repairOrderId, to, siteId, technicianId, waitingFor: 'site', at, version };
  }

  completed(requestId: string, repairOrderId: string, version = 9): RepairOrderCompleted {
    const { siteId, technicianId, service } = this;
    const finishedAt = service.clock.now().toISOString();
    return { ...RepairOrderCompleted.example, requestId, repairOrderId, siteId, technicianId, finishedAt, version };
  }

  /** A request whose order is done: the call-back that is due now. */
  async due(more: object = {}): Promise<{ request: ReportedView; repairOrderId: string; call: CallBackView }> {
    const request = await this.open({ visit: true, ...more });
    const repairOrderId = uuidv7();
    await this.service.hears(RepairOrderOpened, this.opened(request.id, repairOrderId));
    await this.service.hears(RepairOrderCompleted, this.completed(request.id, repairOrderId));
    return { request, repairOrderId, call: await this.callOf(request.id) };
  }

  /** The newest call-back of a request. */
  async callOf(requestId: string): Promise<CallBackView> {
    const agent = await this.service.as(this.agent);
    const { body } = await agent.get(`/api/v1/call-backs?requestId=${requestId}`).expect(200);
    const [call] = (body as { items: CallBackView[] }).items.toSorted((one, other) => other.attempt - one.attempt);
    if (!call) throw new Error(`request ${requestId} has no call-back`);
    return call;
  }

  close(): Promise<void> {
    return this.service.close();
  }
}
