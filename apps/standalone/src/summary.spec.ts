import { readySummary } from './summary.js';

const accounts = [{ name: 'dispatcher', role: 'dispatcher', password: 'demo' }];
const started = { url: 'http://localhost:3000', home: '/data' };
const demo = { country: 'CN', filled: [], accounts, opening: [] };
const warnings = (summary: string) => summary.split('\n').filter((line) => line.includes('WARNING'));

describe('what npm start says when it is ready', () => {
  it('warns in one line when other machines get in and everybody knows the passwords', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.7', 'office.example']) {
      expect(warnings(readySummary({ ...started, demo }, host))).toEqual([
        expect.stringContaining(`HOST=${host} lets other machines in, and everybody knows the demo's passwords`),
      ]);
    }
  });

  it('does not warn about this machine alone, nor without a demo', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) {
      expect(warnings(readySummary({ ...started, demo }, host))).toEqual([]);
    }
    expect(warnings(readySummary(started, '0.0.0.0'))).toEqual([]);
  });
});
