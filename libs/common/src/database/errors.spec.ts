import { connect } from 'node:net';
import { once } from 'node:events';
import { isDatabaseUnavailable } from './errors.js';

describe('isDatabaseUnavailable', () => {
  it('knows a server that does not run by its socket file, which is not there', async () => {
    const [error] = (await once(connect('/tmp/no such folder/.s.PGSQL.5432'), 'error')) as [unknown];
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(isDatabaseUnavailable(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toBe(true);
  });

  it('knows a file that is missing from a server that is', () => {
    expect(isDatabaseUnavailable(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(
      false,
    );
  });
});
