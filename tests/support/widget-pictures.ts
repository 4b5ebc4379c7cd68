import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startHostSite } from './host-site.js';
import { startScriptedService, type Asked } from './scripted-service.js';
import { answer, citation, first, refusal, refuse, sendAnswer, sentence } from './widget-answers.js';
import { desktop, openPage, phone, type WidgetPage } from './widget-page.js';

interface Picture {
  readonly name: string;
  readonly attributes?: string;
  /** Brings the widget, open and empty, into the state to be shown. */
  readonly act?: (widget: WidgetPage, answerBy: (script: (asked: Asked) => void) => void) => Promise<unknown>;
  readonly closed?: boolean;
}

const question = '青屿跨境电商前八个月增长了多少？';
const suggestions = `data-suggestions="${question}|欧盟产品安全新规什么时候开始适用？|榕湾市有多少家制鞋企业？"`;
const measures = Array.from({ length: 6 }, (_, n) =>
  sentence(
    `第${n + 1}条，对新建海外仓的企业按面积给予补助，每平方米不超过三百元，同一企业每年不超过二百万元。`,
    [n + 1],
  ),
);
const part = (asked: Asked): void => {
  asked.event('meta', { id: 'answer-1' });
  asked.event('sources', { citations: [citation(1), citation(2)] });
  asked.event('delta', { sentence: first });
};

const pictures: readonly Picture[] = [
  { name: 'launcher', closed: true },
  { name: 'empty', attributes: suggestions },
  {
    name: 'reading',
    act: async (widget, answerBy) => {
      answerBy((asked) => {
        asked.event('meta', { id: 'a' });
      });
      await widget.type(question);
    },
  },
  {
    name: 'streaming',
    act: async (widget, answerBy) => {
      answerBy(part);
      await widget.type(question);
      await widget.last.locator('.sentence').waitFor();
    },
  },
  { name: 'answered', act: (widget) => widget.ask(question) },
  {
    name: 'citation',
    act: async (widget) => {
      await widget.ask(question);
      await widget.pills.first().click();
      await widget.card.waitFor();
    },
  },
  {
    name: 'partial-citation',
    act: async (widget) => {
      await widget.ask(question);
      await widget.pills.nth(1).click();
      await widget.card.waitFor();
    },
  },
  {
    name: 'long-answer',
    act: async (widget, answerBy) => {
      const citations = measures.map((_, n) => citation(n + 1, { answerStart: null, answerEnd: null }));
      answerBy((asked) => {
        sendAnswer(asked, answer({ shortAnswer: null, sentences: measures, citations }));
      });
      await widget.ask('青屿有哪些措施支持海外仓？');
    },
  },
  {
    name: 'refusal',
    act: async (widget, answerBy) => {
      answerBy((asked) => {
        sendAnswer(asked, refusal);
      });
      await widget.ask('番茄炒蛋先放番茄还是先放蛋？');
    },
  },
  {
    name: 'stopped',
    act: async (widget, answerBy) => {
      answerBy(part);
      await widget.type(question);
      await widget.last.locator('.sentence').waitFor();
      await widget.page.waitForTimeout(600);
      await widget.send.click();
      await widget.last.locator('.notice').waitFor();
    },
  },
  ...(
    [
      ['too-many-requests', 429, '42'],
      ['busy', 503, '12'],
      ['not-ready', 503, '5'],
      ['internal', 500, ''],
    ] as const
  ).map(([code, status, retryAfter]) => ({
    name: code,
    act: async (widget: WidgetPage, answerBy: (script: (asked: Asked) => void) => void) => {
      answerBy((asked) => {
        refuse(asked, status, code, retryAfter === '' ? {} : { 'retry-after': retryAfter });
      });
      await widget.ask(question);
    },
  })),
  {
    name: 'offline',
    act: async (widget) => {
      await widget.page.context().setOffline(true);
      await widget.ask(question);
    },
  },
  {
    name: 'feedback',
    act: async (widget) => {
      const turn = await widget.ask(question);
      await turn.locator('.actions button').nth(2).click();
      await turn.locator('.feedback label').nth(1).click();
      await turn.locator('.feedback textarea').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'follow-up',
    act: async (widget) => {
      await widget.ask(question);
      await widget.ask('那去年呢？');
    },
  },
  {
    name: 'clear',
    act: async (widget) => {
      await widget.ask(question);
      await widget.panel.locator('header button').first().click();
    },
  },
  {
    name: 'zh-TW',
    attributes: 'data-locale="zh-TW" data-suggestions="青嶼跨境電商成長了多少？|榕灣市有多少家製鞋企業？"',
  },
  {
    name: 'zh-TW-answered',
    attributes: 'data-locale="zh-TW"',
    act: (widget) => widget.ask('青嶼成長了多少？'),
  },
  {
    name: 'en',
    attributes: 'data-locale="en" data-suggestions="How much did exports grow?|When do the new rules apply?"',
  },
  {
    name: 'en-answered',
    attributes: 'data-locale="en"',
    act: (widget) => widget.ask('How much did exports grow?'),
  },
  {
    name: 'brand',
    attributes: `data-color="#0b6b53" data-title="青屿日报问答" ${suggestions}`,
    act: (widget) => widget.ask(question),
  },
];

const variants: Readonly<Record<string, BrowserContextOptions>> = {
  desktop,
  'desktop-dark': { ...desktop, colorScheme: 'dark' },
  phone,
  'phone-dark': { ...phone, colorScheme: 'dark' },
};

/** Leaves a picture of every state of the widget in a folder: `widget-<state>-<device>.png`. */
export async function takeWidgetPictures(browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  let script: (asked: Asked) => void = sendAnswer;
  const service = await startScriptedService((asked) => {
    script(asked);
  });
  const site = await startHostSite();
  const text = '九月的青屿港，集装箱码头的灯彻夜亮着。今年以来，企业忙着把仓库建到海外去。'.repeat(12);
  for (const [device, options] of Object.entries(variants)) {
    for (const { name, attributes = '', act, closed = false } of pictures) {
      script = sendAnswer;
      const body = `<main><h1>榕湾日报</h1><p>${text}</p></main><script async src="${service.url}/widget.js" ${attributes}></script>`;
      const widget = await openPage(browser, site.put({ body }), options);
      await widget.launcher.waitFor();
      if (!closed) await widget.open();
      await act?.(widget, (other) => {
        script = other;
      });
      await widget.page.waitForTimeout(300);
      await widget.page.screenshot({ path: join(folder, `widget-${name}-${device}.png`) });
      await widget.page.context().close();
    }
  }
  await site.close();
  await service.close();
}
