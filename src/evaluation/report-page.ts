import { createHash } from 'node:crypto';
import type { Locale } from '../messages/index.js';
import { intervalMark } from './report-charts.js';
import type { Measure, Report } from './report-data.js';
import { changeSection, failuresSection } from './report-failures.js';
import { figures } from './report-figures.js';
import { html, Markup, table } from './report-markup.js';
import { reportStyle } from './report-style.js';
import { decimal, milliseconds, percent, points, reportWords, type ReportWords } from './report-words.js';

export interface ReportHeading {
  /** Of the questions, as people call them: the file's own name, never its path. */
  readonly name: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  readonly generation: string;
  /** Of the file of the earlier run. */
  readonly earlierName: string | null;
}

/**
 * The report as one HTML page that needs nothing else: style and drawings are in it, there is no script, and its
 * content security policy lets nothing be loaded, whatever questions and articles hold.
 */
export function reportPage(report: Report, heading: ReportHeading, locale: Locale): string {
  const words = reportWords(locale);
  const title = words.say('report.title', { name: heading.name });
  const hash = createHash('sha256').update(reportStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const { comparison } = report;
  const page = html`<html lang="${locale}">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
      ${new Markup(`<style>${reportStyle}</style>`)}
    </head>
    <body>
      <header>
        <h1 dir="auto">${title}</h1>
        <p class="soft">
          ${words.say('report.made', { count: report.questions, date: heading.date, generation: heading.generation })}
        </p>
      </header>
      <main>
        ${tiles(report, words)} ${comparison && changeSection(comparison, heading.earlierName ?? '', words)}
        ${metricsSection(report, words)}
        <div class="figures">${figures(report, words)}</div>
        ${failuresSection(report, words)}
      </main>
      <footer>${words.say('report.foot')}</footer>
    </body>
  </html>`;
  return `<!doctype html>\n${page.source}\n`;
}

/** The four figures that are asked for first. */
function tiles({ measures, stages }: Report, { say }: ReportWords): Markup {
  const chosen = [
    ['rightAlone', 'report.tile-right'],
    ['right', 'report.tile-right'],
    ['refusedRightly', 'report.tile-refused'],
    ['recallAt5', 'report.tile-found'],
  ] as const;
  const seen = new Set<string>();
  const shares = chosen.flatMap(([name, key]) => {
    const found = measures.find((measure) => measure.name === name);
    if (!found || seen.has(key)) return [];
    seen.add(key);
    const range = say('report.interval', { low: points(found.low), high: points(found.high) });
    return [tile(percent(found.value), say(key), range)];
  });
  const total = stages.find(({ stage }) => stage === 'totalMs');
  const time =
    total &&
    tile(
      milliseconds(total.p50),
      say('report.tile-time'),
      say('report.p95', { time: milliseconds(total.p95) }),
    );
  return html`<ul class="tiles">
    ${shares}${time ?? null}
  </ul>`;
}

function tile(value: string, label: string, detail: string): Markup {
  return html`<li><strong>${value}</strong><span>${label}</span><small>${detail}</small></li>`;
}

function metricsSection(report: Report, words: ReportWords): Markup {
  const { say } = words;
  const ordering = say(`report.${report.ordering}`);
  const rows = report.measures.map((measure) => measureRow(say(`report.m-${measure.name}`), measure, words));
  const { separation, refusedAt90, reliability } = report;
  if (Number.isFinite(separation.value)) {
    rows.push(
      measureRow(
        say('report.m-separation', { ordering }),
        { ...separation, count: report.questions },
        words,
        decimal,
      ),
    );
    rows.push(plainRow(say('report.m-refusedAt90'), points(refusedAt90)));
  }
  if (reliability) rows.push(plainRow(say('report.m-error'), decimal(reliability.error)));
  const heads = ['measure', 'n', 'value', 'range'] as const;
  return html`<section>
    <h2>${say('report.metrics')}</h2>
    <p class="note">${say('report.metrics-note')}</p>
    ${table(
      heads.map((head) => say(`report.${head}`)),
      rows,
    )}
  </section>`;
}

function measureRow(
  name: string,
  { value, low, high, count }: Omit<Measure, 'name'>,
  { say }: ReportWords,
  format: (value: number) => string = points,
): Markup {
  const range = { low: format(low), high: format(high) };
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="number">${count}</td>
    <td class="number"><strong>${format(value)}</strong></td>
    <td class="number">
      ${range.low}–${range.high}${intervalMark(say('report.interval', range), { value, low, high })}
    </td>
  </tr>`;
}

function plainRow(name: string, value: string): Markup {
  return html`<tr>
    <th scope="row">${name}</th>
    <td></td>
    <td class="number"><strong>${value}</strong></td>
    <td></td>
  </tr>`;
}
