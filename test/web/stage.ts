import type { Browser } from 'playwright-core';
import { buildWebApp } from '../../apps/gateway/src/testing/built-web.js';
import { type Callout, startCallout } from '../stories/callout.js';
import { openBrowser } from './chromium.js';
import { Visitor } from './visitor.js';

/** A photo of one pixel. */
export const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A Callout and a browser for one file of stories, and who has come in the present one. */
export class Stage {
  private readonly visitors: Visitor[] = [];

  private constructor(
    readonly callout: Callout,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<Stage> {
    await buildWebApp();
    const [callout, browser] = await Promise.all([startCallout(), openBrowser()]);
    return new Stage(callout, browser);
  }

  /** Somebody comes, with a browser of their own. */
  async visit(options: Parameters<typeof Visitor.at>[2] = {}): Promise<Visitor> {
    const visitor = await Visitor.at(this.browser, this.callout.url, options);
    this.visitors.push(visitor);
    return visitor;
  }

  /** Everybody leaves; throws what their pages complained about. */
  async empty(): Promise<void> {
    await Promise.all(this.visitors.splice(0).map((visitor) => visitor.leave()));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.callout.close();
  }
}
