import { SizedRequest, timeLimit } from './time-limit.js';

describe('the time that a request may take', () => {
  it('is what the server and the slowest line that is allowed need for what it carries, and half a minute for the answer', () => {
    const address = 'http://localhost/api/v1/requests';
    expect(timeLimit(new SizedRequest(address))).toBe(30_000);
    const photo = new SizedRequest(address, { method: 'POST', body: 'x'.repeat(920_000) });
    expect(timeLimit(photo)).toBe(175_000);
    expect(timeLimit(new Request(address))).toBe(30_000); // one of which nobody knows the size
  });

  it('does not take anything from the request', async () => {
    const request = new SizedRequest('http://localhost/', { method: 'POST', body: '{"name":"漏水"}' });
    expect(await request.json()).toEqual({ name: '漏水' });
    expect(timeLimit(request)).toBeGreaterThan(30_000);
  });
});
