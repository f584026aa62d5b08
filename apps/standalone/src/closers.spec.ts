import { withClose } from './closers.js';

describe('withClose', () => {
  const ended: string[] = [];
  const thing = (name: string) => async () => void ended.push(name);
  beforeEach(() => ended.splice(0));

  it('ends what was started, the last first and only once', async () => {
    const { url, close } = await withClose(async (closers) => {
      closers.push(thing('database'), thing('service'));
      return { url: 'here' };
    });
    expect([url, ended]).toEqual(['here', []]);
    await close();
    await close();
    expect(ended).toEqual(['service', 'database']);
  });

  it('ends what was started when the rest cannot be', async () => {
    const start = withClose(async (closers) => {
      closers.push(thing('database'));
      throw new Error('the port is taken');
    });
    await expect(start).rejects.toThrow('the port is taken');
    expect(ended).toEqual(['database']);
  });
});
