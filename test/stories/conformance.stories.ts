import { conformance } from '../../replay/conformance/main.js';
import type { Callout } from './callout.js';
import { type Offer, Scene } from './scene.js';

interface List {
  items: Offer[];
}

/** The conformance kit against a sandbox of this test: one site that gets every order of its category. */
export function conformanceStories(callout: () => Callout): void {
  describe('the conformance kit for sites', () => {
    async function sandbox() {
      const scene = await Scene.set(callout(), ['franchised'], 4);
      const keyFor = async (key: object) => (await scene.admin.does<{ secret: string }>('/api-keys', key)).secret;
      const name = `kit ${scene.word}`;
      const reads = ['sites', 'offers', 'orders', 'visits'].map((what) => `${what}:read`);
      const scopes = [...reads, 'offers:write', 'orders:write', 'visits:write'];
      const customers = await keyFor({ name, role: 'agent', scopes: ['requests:write'] });
      const keyWith = (some: readonly string[]) => keyFor({ name, siteId: scene.sites[0]?.id, scopes: some });
      const lines: string[] = [];
      const run = (key: string, ...more: string[]) =>
        conformance(
          ['--url', callout().url, '--key', key, '--customers-key', customers, ...more],
          (line) => lines.push(line),
          (moment) => callout().moveTo?.(moment) ?? Promise.resolve(),
        );
      return { scene, scopes, keyWith, lines, run };
    }
    const verdicts = (lines: readonly string[]) => lines.map((line) => line.split(':')[0]);

    it('passes what answers as it should, expiry included', async () => {
      const { scopes, keyWith, lines, run } = await sandbox();
      const failed = await run(await keyWith(scopes));
      expect(lines.filter((line) => !line.startsWith('pass')).slice(0, -1)).toEqual([]);
      expect(failed).toBe(0);
      expect(verdicts(lines)).toEqual([
        'pass  key',
        'pass  foreign order is 404',
        'pass  accept, and its repetition',
        'pass  decline, stale and missing version, unknown reason',
        'pass  counter',
        'pass  expiry',
        '6 passed, 0 failed, 0 skipped',
      ]);
    }, 60_000);

    it('fails a key that may not answer, and skips what it cannot bring about', async () => {
      const { keyWith, lines, run } = await sandbox();
      expect(await run(await keyWith(['offers:read', 'orders:read']))).toBe(1);
      expect(lines[0]).toMatch(/^fail {2}key: .* lacks offers:write, orders:write, visits:read, visits:write$/);
      expect(lines.at(-1)).toBe('1 passed, 1 failed, 4 skipped');
    }, 60_000);

    it('tells a site whose system answers in the wrong order', async () => {
      const { scene, scopes, keyWith, lines, run } = await sandbox();
      const [site] = scene.sites;
      const answered = new Set<string>();
      /** The site's own system: accepts, then declines, counters nothing and lets the rest expire. */
      const answers = ['accept', 'decline', 'decline'];
      const system = setInterval(async () => {
        const { items } = await site!.key.sees<List>('/offers?status=pending');
        const next = items.find(({ id }) => !answered.has(id));
        const action = next && answers.shift();
        if (!next || !action) return;
        answered.add(next.id);
        const body = action === 'accept' ? { technicianId: next.technicianId } : { reason: 'other' };
        await site!.key.post(`/offers/${next.id}/${action}`, body, { version: next.version });
      }, 100);
      try {
        expect(await run(await keyWith(scopes), '--answers', 'site', '--patience', '10')).toBe(1);
      } finally {
        clearInterval(system);
      }
      expect(verdicts(lines).slice(2)).toEqual([
        'pass  your system',
        'pass  your system',
        'fail  your system',
        'pass  your system',
        '5 passed, 1 failed, 0 skipped',
      ]);
      expect(lines[4]).toMatch(/is declined/);
    }, 60_000);
  });
}
