import { filterOf, isFiltered, isOrderWanted, isVisitWanted, isWanted, picksVisits } from './board-filter.js';

const filter = (query: string) => filterOf(new URLSearchParams(query));
const wei = { name: 'Wei Li', skills: [{ skill: 'cooling', level: 3 }] } as Parameters<typeof isWanted>[1];
const visit = {
  status: 'planned',
  priority: 'urgent',
  orderNumber: 'RO-2031',
  place: { locality: 'Cardiff' },
  technicianName: 'Wei Li',
} as Parameters<typeof isVisitWanted>[1];

describe('a filter of the board', () => {
  it('is what the address says and nothing else', () => {
    expect(filter('site=7&skill=cooling&text=+&who=wei')).toEqual({ skill: 'cooling', who: 'wei' });
    expect([isFiltered(filter('site=7')), isFiltered(filter('text=x'))]).toEqual([false, true]);
    expect([picksVisits(filter('skill=a&who=b')), picksVisits(filter('status=planned'))]).toEqual([false, true]);
  });

  it('shows the people who have the skill and the name', () => {
    const wanted = ['', 'skill=cooling', 'who=LI', 'who=li+wei', 'skill=heating', 'who=zhao'];
    expect(wanted.map((query) => isWanted(filter(query), wei))).toEqual([true, true, true, true, false, false]);
  });

  it('finds visits by state, priority and any words of theirs, orders by their skill too', () => {
    const wanted = ['status=planned&priority=urgent', 'text=2031+card', 'text=fridge', 'status=missed', 'priority=low'];
    expect(wanted.map((query) => isVisitWanted(filter(query), visit, 'Fridges'))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    const order = { ...visit, number: 'RO-2031', skill: 'cooling' } as Parameters<typeof isOrderWanted>[1];
    const asked = ['skill=cooling&text=ro-2031', 'skill=heating', 'status=missed'];
    expect(asked.map((query) => isOrderWanted(filter(query), order, undefined))).toEqual([true, false, true]);
  });
});
