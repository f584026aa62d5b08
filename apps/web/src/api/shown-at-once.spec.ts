import { QueryClient } from '@tanstack/react-query';
import { showAtOnce } from './shown-at-once.js';

describe('a wish that is shown at once', () => {
  const client = new QueryClient();
  afterEach(() => client.clear());

  it('changes everything that is read under its key, and nothing else, until it is taken back', async () => {
    client.setQueryData(['users', 'planner'], [{ id: 'a', active: true }]);
    client.setQueryData(['users', undefined], [{ id: 'b', active: true }]);
    client.setQueryData(['keys'], ['k']);
    const takeBack = await showAtOnce<{ id: string; active: boolean }[]>(client, ['users'], (users) =>
      users.map((user) => (user.id === 'a' ? { ...user, active: false } : user)),
    );
    expect(client.getQueryData(['users', 'planner'])).toEqual([{ id: 'a', active: false }]);
    expect(client.getQueryData(['users', undefined])).toEqual([{ id: 'b', active: true }]);
    expect(client.getQueryData(['keys'])).toEqual(['k']);
    takeBack();
    expect(client.getQueryData(['users', 'planner'])).toEqual([{ id: 'a', active: true }]);
  });

  it('is not overwritten by what was asked before it', async () => {
    let answer: (value: string) => void = () => undefined;
    client.setQueryData(['word'], 'before');
    const asked = client.fetchQuery({
      queryKey: ['word'],
      queryFn: ({ signal }) => {
        signal.addEventListener('abort', () => undefined);
        return new Promise<string>((resolve) => (answer = resolve));
      },
    });
    await showAtOnce<string>(client, ['word'], () => 'wished');
    answer('before');
    await asked.catch(() => undefined);
    expect(client.getQueryData(['word'])).toBe('wished');
  });
});
