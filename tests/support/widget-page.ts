import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
export const desktop = { viewport: { width: 1280, height: 800 } };

/** A widget in a page, as a person sees it. */
export class WidgetPage {
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  readonly send: Locator;
  readonly status: Locator;
  readonly turns: Locator;
  readonly pills: Locator;
  readonly card: Locator;

  constructor(
    readonly page: Page,
    /** What a customer must not meet: errors of the page and in the console. */
    readonly complaints: string[],
    readonly host: Locator = page.locator('yinju-chat'),
  ) {
    this.launcher = host.locator('.launcher');
    this.panel = host.locator('.panel');
    this.field = host.locator('.composer textarea');
    this.send = host.locator('.composer button');
    this.status = host.locator('[role=status]');
    this.turns = host.locator('.turn');
    this.pills = host.locator('.pill');
    this.card = host.locator('.popover');
  }

  get last(): Locator {
    return this.turns.last();
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.panel.waitFor();
    await settled(this.page);
  }

  /** Asks without waiting for the answer. */
  async type(question: string): Promise<void> {
    const before = await this.turns.count();
    await this.field.fill(question);
    await this.field.press('Enter');
    await this.turns.nth(before).waitFor();
  }

  /** Asks, and waits until the turn has ended. */
  async ask(question: string): Promise<Locator> {
    await this.type(question);
    await this.last.locator('.answer[aria-busy=false]').waitFor();
    return this.last;
  }

  /** Calls a method of the element, or reads something of it. */
  evaluate<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(`((chat) => (${expression}))(document.querySelector('yinju-chat'))`);
  }

  /** What has the focus: within the widget, or in the page. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(
      `(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at ? at.localName + (at.classList.length > 0 ? '.' + [...at.classList].join('.') : '') : '';
      })()`,
    );
  }
}

/** The value of an expression about `element`, in the page. Tests know no DOM: it is written as text. */
export function inElement<T>(locator: Locator, expression: string): Promise<T> {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- of the test's own text, made for Playwright to send
  return locator.evaluate(new Function('element', `return ${expression}`) as (element: unknown) => T);
}

/** Opens a page and waits for its widget. */
export async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<WidgetPage> {
  const context = await browser.newContext({ locale: 'zh-CN', ...desktop, ...options });
  return openIn(context, url);
}

export async function openIn(context: BrowserContext, url: string): Promise<WidgetPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.locator('yinju-chat').first().waitFor({ state: 'attached' });
  return new WidgetPage(page, complaints);
}

/** Waits until whatever moves has arrived: places and colours on their way are nobody's. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    `Promise.all([...document.querySelectorAll('yinju-chat')].flatMap(({ shadowRoot }) => shadowRoot.getAnimations())
      .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity).map(({ finished }) => finished.catch(() => null)))`,
  );
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds wrong within the widget, by WCAG 2.2 A and AA and by its best practices. */
export async function violations({ page }: WidgetPage): Promise<string[]> {
  await page.evaluate(axeSource);
  await settled(page);
  const found = await page.evaluate<AxeViolation[]>(
    `axe.run({ include: [['yinju-chat']] }, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Fails with what is wrong. */
export async function expectAccessible(widget: WidgetPage): Promise<void> {
  expect(await violations(widget)).toEqual([]);
}
