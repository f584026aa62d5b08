import { randomUUID } from 'node:crypto';
import type { Callout } from '../stories/callout.js';
import type { Site } from '../stories/scene.js';

/** Of every account of the demo. */
export const demoPassword = 'callout-demo';
export const password = 'a password of a story';

/** An account for somebody who works at the browser; returns its name. */
export async function hire({ admin }: Callout, role: string, site?: Site, technicianId?: string): Promise<string> {
  const name = `${role.replace('_', '-')}-${randomUUID().slice(0, 8)}`;
  const { id } = await admin.does<{ id: string }>('/users', {
    name,
    displayName: name,
    roles: [role],
    ...(site && { siteId: site.id }),
    ...(technicianId && { technicianId }),
  });
  await admin.put(`/users/${id}/password`, { password }).expect(204);
  return name;
}
