import { repairKinds } from '../domain/document.js';
import type { IndexReport } from '../domain/index-report.js';
import { formatBytes } from '../text/bytes.js';
import { bar, monthChart } from './charts.js';
import { markup, type Html, type HtmlValue } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';
import { monthName, total } from './months.js';

/** So many skipped files are listed by name. */
const skippedListed = 50;

/** What the served index holds, what was found in the articles, and what was left out and why. */
export function renderStatusPage(context: PageContext, report: IndexReport): Html {
  const say = words(context.locale);
  const tile = (value: string, key: 'articles' | 'passages' | 'disk' | 'built'): Html =>
    markup`<div><dt>${say(`status-page.${key}`)}</dt><dd>${value}</dd></div>\n`;
  return layout(context, {
    title: `${say('status-page.title')} · ${say('page.brand')}`,
    place: '/status',
    wide: true,
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/status'),
    main: markup`<div class="report">
<header>
<h1>${say('status-page.title')}</h1>
<p class="lead">${say('status-page.lead')}</p>
</header>
<dl class="tiles">
${tile(count(report.documents), 'articles')}${tile(count(report.passages), 'passages')}${tile(formatBytes(report.diskBytes), 'disk')}${tile(report.createdAt.slice(0, 10), 'built')}</dl>
${monthSection(context, report)}
${readSection(context, report)}
${skippedSection(context, report)}
${servedSection(context, report)}
</div>`,
  });
}

function monthSection(context: PageContext, { months }: IndexReport): Html {
  const say = words(context.locale);
  const { locale } = context;
  const undated = months.find(({ month }) => month === null)?.documents ?? 0;
  const yearOnly = total(months.filter(({ month }) => month?.length === 4));
  const dated = months.filter(({ month }) => month?.length === 7);
  const [last, first] = [dated[0]?.month ?? null, dated.at(-1)?.month ?? null];
  const description = say('status-page.months-described', {
    count: count(total(dated)),
    first: monthName(locale, first),
    last: monthName(locale, last),
  });
  const chart = monthChart(locale, months, description);
  const row = ({ month, documents }: (typeof months)[number]): Html =>
    markup`<tr><th scope="row">${monthName(locale, month)}</th><td class="number">${count(documents)}</td></tr>\n`;
  const left = [
    yearOnly > 0 && say('status-page.year-only', { count: count(yearOnly) }),
    undated > 0 && say('status-page.undated', { count: count(undated) }),
  ].filter((text) => text !== false);
  return markup`<section>
<h2>${say('status-page.months')}</h2>
${chart ?? markup`<p class="hint">${say('status-page.no-months')}</p>`}
${left.length > 0 && markup`<p class="hint">${left.join(say('sentence.separator'))}</p>`}
<details><summary>${say('status-page.as-table')}</summary>
<table class="measures"><thead><tr><th scope="col">${say('status-page.month')}</th><th scope="col" class="number">${say('status-page.articles')}</th></tr></thead>
<tbody>${months.map(row)}</tbody></table></details>
</section>`;
}

/** Formats, encodings and damage. */
function readSection(
  context: PageContext,
  { formats, encodings, repairs, reprintGroups, documents }: IndexReport,
): Html {
  const say = words(context.locale);
  const known = repairKinds.filter((kind) => kind !== 'spacing' && (repairs[kind] ?? 0) > 0);
  const damage = known.map(
    (kind) =>
      markup`<tr><th scope="row">${say(`status-page.${kind}`)}</th><td class="number">${count(repairs[kind] ?? 0)}</td></tr>\n`,
  );
  return markup`<section class="halves">
<div>
<h2>${say('status-page.formats')}</h2>
${countTable(context, say('status-page.format'), formats, documents)}
</div>
<div>
<h2>${say('status-page.encodings')}</h2>
${countTable(context, say('status-page.encoding'), encodings, documents)}
</div>
</section>
<section>
<h2>${say('status-page.damage')}</h2>
<p class="hint">${say('status-page.damage-text')}</p>
${
  damage.length > 0
    ? markup`<table class="measures"><thead><tr><th scope="col">${say('status-page.found')}</th><th scope="col" class="number">${say('status-page.places')}</th></tr></thead>
<tbody>${damage}</tbody></table>`
    : markup`<p>${say('status-page.no-damage')}</p>`
}
${reprintGroups > 0 && markup`<p>${say('status-page.reprints', { count: count(reprintGroups) })}</p>`}
</section>`;
}

function countTable(
  context: PageContext,
  heading: string,
  counts: Readonly<Record<string, number>>,
  documents: number,
): Html {
  const rows = Object.entries(counts)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(
      ([name, value]) =>
        markup`<tr><th scope="row"><bdi>${name}</bdi></th><td class="number">${count(value)}</td><td>${bar(value / Math.max(1, documents))}</td></tr>\n`,
    );
  return markup`<table class="measures"><thead><tr><th scope="col">${heading}</th><th scope="col" class="number">${words(context.locale)('status-page.articles')}</th><td></td></tr></thead>
<tbody>${rows}</tbody></table>`;
}

function skippedSection(context: PageContext, { skipped, skippedTotal }: IndexReport): Html {
  const say = words(context.locale);
  const row = ({ path, reason, detail }: (typeof skipped)[number]): Html =>
    markup`<tr><th scope="row"><bdi>${path}</bdi></th><td>${say(reason, detail === undefined ? {} : { detail })}</td></tr>\n`;
  const listed = skipped.slice(0, skippedListed);
  const more = skippedTotal - listed.length;
  return markup`<section>
<h2>${say('status-page.skipped', { count: count(skippedTotal) })}</h2>
${
  listed.length > 0
    ? markup`<table class="measures reasons"><thead><tr><th scope="col">${say('status-page.file')}</th><th scope="col">${say('status-page.reason')}</th></tr></thead>
<tbody>${listed.map(row)}</tbody></table>`
    : markup`<p>${say('status-page.nothing-skipped')}</p>`
}
${more > 0 && markup`<p class="hint">${say('status-page.more-skipped', { count: count(more) })}</p>`}
</section>`;
}

/** The generation and the models. */
function servedSection(context: PageContext, report: IndexReport): Html {
  const say = words(context.locale);
  const { generation, createdAt, previous, embeddingModel, readerModel, languageModel } = report;
  const row = (term: string, value: HtmlValue): Html =>
    markup`<div><dt>${term}</dt><dd>${value}</dd></div>\n`;
  return markup`<section>
<h2>${say('status-page.served')}</h2>
<dl class="facts">
${row(say('status-page.generation'), generation)}
${row(say('status-page.created'), markup`<time datetime="${createdAt}">${createdAt.slice(0, 16).replace('T', ' ')} UTC</time>`)}
${row(say('status-page.previous'), previous ?? say('status-page.none'))}
${row(say('status-page.embedding-model'), say('status-page.dimensions', { name: embeddingModel.name, count: embeddingModel.dimension }))}
${row(say('status-page.reader-model'), readerModel ?? say('status-page.none'))}
${row(say('status-page.language-model'), languageModel ?? say('status-page.no-language-model'))}
</dl>
</section>`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
