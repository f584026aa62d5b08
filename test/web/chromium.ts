import { type Browser, chromium } from 'playwright-core';
import { chromiumPath, missingChromium } from '../../tools/chromium.js';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The browser of this machine; `npm test` skips the stories with the reason where there is none. */
export function openBrowser(): Promise<Browser> {
  const missing = missingChromium();
  const executablePath = chromiumPath();
  if (missing || !executablePath) throw new Error(`the browser stories need ${missing}`);
  return chromium.launch({ executablePath, args });
}
