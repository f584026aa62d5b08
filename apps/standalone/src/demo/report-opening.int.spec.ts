import type { ReportRequest } from '../../../desk/src/requests/request.dto.js';
import { Desk } from '../../../desk/src/testing/desk.js';
import { reportOpening } from './report-opening.js';

describe('the reports with which a demo begins', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk.close());

  it('ask for visits at once, each of them once; one that is refused keeps none of the others out', async () => {
    const report = (externalId: string, more: object = {}) =>
      desk.report({ externalId, visit: true, ...more }) as unknown as ReportRequest;
    const reports = [report('one'), report('two', { assetId: desk.siteId }), report('three')];
    await reportOpening(desk.service.running, reports);
    await reportOpening(desk.service.running, reports);
    const rows = await desk.service.database.query<{ external_id: string; status: string }>(
      `SELECT external_id, status FROM desk.service_request ORDER BY number`,
    );
    expect(rows).toEqual([
      { external_id: 'one', status: 'dispatched' },
      { external_id: 'three', status: 'dispatched' },
    ]);
  });
});
