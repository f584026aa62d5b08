import { chosenSubStatus, repeatedCodeAt, type SubStatus } from './sub-status.js';

const list: SubStatus[] = [
  { code: 'called', name: 'Customer called', status: 'accepted' },
  { code: 'no-answer', name: 'No answer', status: 'accepted' },
  { code: 'ordered', name: 'Part ordered', status: 'waiting_parts' },
];

describe('sub-statuses of a site', () => {
  it('have each code once', () => {
    expect(repeatedCodeAt(list)).toBe(-1);
    expect(repeatedCodeAt([...list, { code: 'called', name: 'again', status: 'on_site' }])).toBe(3);
  });

  it('are chosen for an order in their state', () => {
    expect(chosenSubStatus(list, 'no-answer', 'accepted')).toEqual(list[1]);
  });

  it('say what would do where one does not', () => {
    expect(chosenSubStatus(list, 'lost', 'accepted')).toEqual({
      fault: 'unknown',
      sentence: "the site has no sub-status 'lost': choose one of called, no-answer",
    });
    expect(chosenSubStatus(list, 'called', 'waiting_parts')).toMatchObject({
      fault: 'other-state',
      sentence: expect.stringContaining('choose one of ordered') as string,
    });
    expect(chosenSubStatus(list, 'called', 'on_site')).toMatchObject({
      sentence: expect.stringContaining('the site has none for on_site') as string,
    });
  });
});
