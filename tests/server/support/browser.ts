import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** The browser to test with: `CHROMIUM_PATH`, else Debian's; null where there is none. */
export const chromiumPath: string | null =
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path)) ??
  null;

export async function launchChromium(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('No Chromium: set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
