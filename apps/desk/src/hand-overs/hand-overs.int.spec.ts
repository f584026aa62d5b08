import { person } from '#common/testing/actors.js';
import { Desk } from '../testing/desk.js';
import type { HandOverView } from './hand-over.dto.js';

describe('a hand-over', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk?.close());

  const other = person('agent');
  const third = person('agent');
  const asked = { ownerId: other.id, ownerName: other.name };
  const openFor = async (who: typeof other, id: string) => {
    const { body } = await (await desk.service.as(who)).get('/api/v1/hand-overs').expect(200);
    return (body as HandOverView[]).filter(({ requestId }) => requestId === id);
  };

  it('counts only when the new owner accepts', async () => {
    const { id } = await desk.open();
    await desk.step(`requests/${id}/hand-over`, asked);
    expect((await desk.read(id)).ownerId).toBe(desk.agent.id);
    expect(await openFor(other, id)).toMatchObject([{ toId: other.id, byId: desk.agent.id }]);
    await desk.step(`requests/${id}/hand-over/accept`, {}, third, 403);
    expect(await desk.step(`requests/${id}/hand-over/accept`, {}, other)).toMatchObject({ ownerId: other.id });
    expect(await openFor(other, id)).toEqual([]);
    expect(await desk.timeline(id)).toEqual(expect.arrayContaining(['hand_over_asked', 'owner_changed']));
    await desk.step(`requests/${id}/hand-over/accept`, {}, other, 409);
  });

  it('that is declined leaves the owner, and may be asked of somebody else', async () => {
    const { id } = await desk.open();
    await desk.step(`requests/${id}/hand-over`, asked);
    await desk.step(`requests/${id}/hand-over/decline`, { reason: 'off tomorrow' }, third, 403);
    await desk.step(`requests/${id}/hand-over/decline`, { reason: 'off tomorrow' }, other);
    expect((await desk.read(id)).ownerId).toBe(desk.agent.id);
    await desk.step(`requests/${id}/hand-over`, { ownerId: third.id, ownerName: third.name });
    expect(await openFor(other, id)).toEqual([]);
    expect(await openFor(third, id)).toHaveLength(1);
    expect(await openFor(desk.supervisor, id)).toHaveLength(1);
  });

  it('ends when somebody takes the request, and is not asked of its owner', async () => {
    const { id } = await desk.open();
    await desk.step(`requests/${id}/hand-over`, asked);
    expect(await desk.step(`requests/${id}/take`, {}, third)).toMatchObject({ ownerId: third.id });
    await desk.step(`requests/${id}/hand-over/accept`, {}, other, 409);
    await desk.step(`requests/${id}/hand-over`, { ownerId: third.id, ownerName: third.name }, third, 409);
  });
});
