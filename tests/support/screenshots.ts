/**
 * Leaves a picture of every page and of every state of the chat, desktop and phone, light and dark, for people to look at:
 * `npm run screenshots -- [FOLDER]`, by default tmp/screenshots; those of docs/images lie in its folder `readme`. Pages are
 * those of a real `yinju serve` over corpus/. Wants a Chinese font, such as Debian's fonts-noto-cjk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config.js';
import { launchChromium } from '../server/support/browser.js';
import { takePagePictures, takeReadmePictures } from './page-pictures.js';
import { takeWidgetPictures } from './widget-pictures.js';
import { startServer } from './yinju-process.js';

const folder = process.argv[2] ?? join(packageRoot, 'tmp', 'screenshots');
const cwd = mkdtempSync(join(tmpdir(), 'yinju-screenshots-'));
const server = await startServer(['--corpus', join(packageRoot, 'corpus')], { cwd });
const browser = await launchChromium();
try {
  await takePagePictures(browser, server.url, folder);
  await takeReadmePictures(browser, server.url, join(folder, 'readme'));
  await takeWidgetPictures(browser, folder);
  process.stdout.write(`Pictures are in ${folder}\n`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(cwd, { recursive: true, force: true });
}
