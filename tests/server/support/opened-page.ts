import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { desktop, settled } from '../../support/widget-page.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** A page of the service in a browser, which notes everything that a customer must not meet. */
export class OpenedPage {
  /** Errors and warnings of the page, its console and its dialogs. */
  readonly complaints: string[] = [];
  /** Requests to anyone but the service. */
  readonly foreign: string[] = [];
  /** Reports of what the policy forbade, in this page and its frames. */
  readonly reports: string[] = [];

  constructor(readonly page: Page) {}

  /** Fails with what was noted. */
  async expectClean(): Promise<void> {
    expect(await this.page.evaluate<unknown>('window.hacked')).toBeUndefined();
    expect([...this.complaints, ...this.foreign, ...this.reports]).toEqual([]);
  }

  /** What axe-core finds wrong, by WCAG 2.2 A and AA and by its best practices; in shadow roots too, not in frames. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(axeSource);
    await settled(this.page);
    const found = await this.page.evaluate<AxeViolation[]>(
      `axe.run(document, { resultTypes: ['violations'], iframes: false }).then(({ violations }) =>
        violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
    );
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }
}

/** @param base address of the service */
export async function openPage(
  browser: Browser,
  base: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ locale: 'zh-CN', ...desktop, ...options });
  const page = await context.newPage();
  const opened = new OpenedPage(page);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') opened.complaints.push(message.text());
  });
  page.on('pageerror', (error) => opened.complaints.push(error.message));
  page.on('dialog', (dialog) => {
    opened.complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) opened.foreign.push(request.url());
  });
  if (options.javaScriptEnabled !== false) {
    await page.exposeFunction('reportViolation', (text: string) => void opened.reports.push(text));
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', (event) =>
        window.reportViolation(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`,
    );
  }
  await page.goto(base + path);
  return opened;
}
