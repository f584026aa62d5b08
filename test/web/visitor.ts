import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Finding {
  id: string;
  impact: string | null;
  nodes: { target: unknown[]; html: string }[];
}

/** Somebody at a browser of their own, with what the page complained about. */
export class Visitor {
  private readonly complaints: string[] = [];

  private constructor(
    private shown: Page,
    private readonly context: BrowserContext,
  ) {
    this.listen();
  }

  get page(): Page {
    return this.shown;
  }

  private listen(page = this.shown): void {
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async at(
    browser: Browser,
    baseURL: string,
    { locale = 'en-GB', phone = false }: { locale?: string; phone?: boolean } = {},
  ): Promise<Visitor> {
    const viewport = phone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
    const context = await browser.newContext({
      baseURL,
      locale,
      viewport,
      timezoneId: 'Europe/London',
      bypassCSP: false,
    });
    return new Visitor(await context.newPage(), context);
  }

  /** Signs in at the page as a person would. */
  async signIn(name: string, password: string): Promise<void> {
    await this.page.goto('/');
    await this.page.locator('input[name=name]').fill(name);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.locator('form button.primary').click();
    await this.page.locator('main#main').waitFor();
  }

  /** Without a network, or with one again. */
  setOffline(isOffline: boolean): Promise<void> {
    return this.context.setOffline(isOffline);
  }

  /** Closes the window, opens another one of the same browser, and goes there. */
  async reopen(path: string): Promise<void> {
    await this.shown.close();
    this.shown = await this.context.newPage();
    this.listen();
    await this.shown.goto(path);
  }

  /** Opens another window of the same browser there; this one stays. */
  async anotherTab(path: string): Promise<Page> {
    const tab = await this.context.newPage();
    this.listen(tab);
    await tab.goto(path);
    return tab;
  }

  /** The serious and critical barriers that axe finds on the page as it stands. */
  async barriers(): Promise<string[]> {
    const source = readFileSync(axePath, 'utf8');
    await this.page.evaluate(source);
    const findings = await this.page.evaluate<Finding[]>(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
    );
    return findings
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  /** Closes the browser's window; throws what the page complained about: errors of its own, and what its security policy stopped. */
  async leave(): Promise<void> {
    await this.context.close();
    if (this.complaints.length > 0) throw new Error(`the page complained: ${this.complaints.join('; ')}`);
  }
}
