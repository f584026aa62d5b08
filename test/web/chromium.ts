import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Stands beside the sources and not in dist/, where benches and screenshots run. */
const tools = pathToFileURL(resolve('tools/chromium.js')).href;

/** The browser of this machine; `npm test` skips the stories with the reason where there is none. */
export async function openBrowser(): Promise<Browser> {
  const { chromiumPath, missingChromium } = (await import(tools)) as typeof import('../../tools/chromium.js');
  const missing = missingChromium();
  const executablePath = chromiumPath();
  if (missing || !executablePath) throw new Error(`the browser stories need ${missing}`);
  return chromium.launch({ executablePath, args });
}
