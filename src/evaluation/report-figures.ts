import { barChart, intervalMark, lineChart, reliabilityChart, type Axis } from './report-charts.js';
import { wilsonInterval } from './report-curves.js';
import type { Report } from './report-data.js';
import { html, table, type Markup } from './report-markup.js';
import { decimal, milliseconds, percent, points, type ReportWords } from './report-words.js';

const shareTicks = [0, 0.2, 0.4, 0.6, 0.8, 1];

function shareAxis(label: string, ticks: readonly number[] = shareTicks): Axis {
  const [min, max] = [Math.min(...ticks), Math.max(...ticks)];
  return { min, max, ticks, label, format: (value) => String(Math.round(100 * value)) };
}

/** The charts of the page, each with what it says in words. */
export function figures(report: Report, words: ReportWords): Markup[] {
  return [
    riskFigure(report, words),
    refusalFigure(report, words),
    reliabilityFigure(report, words),
    recallFigure(report, words),
    latencyFigure(report, words),
    kindFigure(report, words),
  ];
}

function figure(heading: string, note: string, drawing: Markup | null): Markup {
  return html`<figure>
    <h2>${heading}</h2>
    ${drawing}
    <figcaption>${note}</figcaption>
  </figure>`;
}

/** `axis` names in its unit. */
const inPercent = (label: string) => `${label} (%)`;

function riskFigure({ risk, coverage, ordering }: Report, { say }: ReportWords): Markup {
  const note = say('report.risk-note', { ordering: say(`report.${ordering}`), area: decimal(risk.area) });
  const answered = risk.points.filter(({ x }) => x <= coverage + 1e-9);
  const refused = risk.points.filter(({ x }) => x >= (answered.at(-1)?.x ?? 0));
  const now = answered.at(-1);
  const highest = Math.max(0.1, ...risk.points.map(({ y }) => y));
  const drawing = lineChart({
    description: note,
    x: shareAxis(inPercent(say('report.coverage-axis'))),
    y: shareAxis(inPercent(say('report.risk-axis')), ticksUpTo(highest)),
    series: [
      { points: refused, style: 'main later' },
      { points: answered, style: 'main' },
    ],
    ...(now ? { mark: { ...now, label: `${say('report.now')}: ${percent(now.y)}` } } : {}),
  });
  return figure(say('report.risk'), note, drawing);
}

/** Five steps or fewer from 0 to a round number at or above `highest`. */
function ticksUpTo(highest: number): number[] {
  const step = [0.02, 0.05, 0.1, 0.2].find((size) => size * 5 >= highest) ?? 0.2;
  const count = Math.min(Math.round(1 / step), Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

function refusalFigure(report: Report, { say }: ReportWords): Markup {
  const heading = say('report.refusal');
  if (report.refusal.length === 0) return figure(heading, say('report.no-refusal'), null);
  const note = say('report.refusal-note', {
    ordering: say(`report.${report.ordering}`),
    refused: percent(report.refusedAt90),
  });
  const drawing = lineChart({
    description: note,
    x: shareAxis(inPercent(say('report.answered-axis'))),
    y: shareAxis(inPercent(say('report.refused-axis'))),
    series: [
      {
        points: [
          { x: 0, y: 1 },
          { x: 1, y: 0 },
        ],
        style: 'even',
      },
      { points: report.refusal, style: 'main' },
    ],
    mark: { ...report.refusalNow, label: say('report.now') },
  });
  return figure(heading, note, drawing);
}

function reliabilityFigure({ reliability }: Report, { say }: ReportWords): Markup {
  const heading = say('report.reliability');
  if (reliability === null) return figure(heading, say('report.no-reliability'), null);
  const note = say('report.reliability-note', { error: decimal(reliability.error) });
  const bins = reliability.bins.map((bin) => ({ ...bin, interval: wilsonInterval(bin.correct, bin.count) }));
  const drawing = reliabilityChart(bins, {
    description: note,
    x: shareAxis(inPercent(say('report.confidence-axis'))),
    y: shareAxis(inPercent(say('report.correct-axis'))),
  });
  return figure(heading, note, drawing);
}

function recallFigure({ recall }: Report, { say }: ReportWords): Markup {
  const heading = say('report.recall');
  if (recall.length === 0) return figure(heading, say('report.no-recall'), null);
  const lowest = Math.min(...recall.map(({ low }) => low));
  const floor = lowest >= 0.8 ? 0.8 : lowest >= 0.5 ? 0.5 : 0;
  const ticks = Array.from({ length: 6 }, (_, i) => floor + ((1 - floor) * i) / 5);
  const ranks = recall.map(({ k }) => k);
  const curve = recall.map(({ k, value }) => ({ x: k, y: value }));
  const drawing = lineChart({
    description: recall.map(({ k, value }) => `${k}: ${percent(value)}`).join(', '),
    x: { min: 1, max: ranks.length, ticks: ranks, label: say('report.k-axis'), format: String },
    y: shareAxis(inPercent(say('report.recall-axis')), ticks),
    series: [{ points: curve, style: 'main' }],
    band: recall.map(({ k, low, high }) => ({ x: k, low, high })),
    dots: curve,
  });
  return figure(heading, say('report.recall-note'), drawing);
}

function latencyFigure({ stages }: Report, { say }: ReportWords): Markup {
  const bars = stages.map(({ stage, p50, p95 }) => ({
    label: say(`report.${stage}`),
    p50,
    p95,
    text: `${milliseconds(p50)} · ${milliseconds(p95)}`,
  }));
  const description = bars.map(({ label, text }) => `${label}: ${text}`).join('; ');
  return figure(say('report.latency'), say('report.latency-note'), barChart(description, bars));
}

function kindFigure({ kinds }: Report, { say }: ReportWords): Markup {
  const heads = ['kind', 'n', 'kept-short', 'refused'] as const;
  const rows = kinds.map(
    ({ kind, answerable, unanswerable, succeeded, refused }) =>
      html`<tr>
        <th scope="row"><bdi>${kind}</bdi></th>
        <td class="number">${answerable + unanswerable}</td>
        <td class="number">
          ${points(succeeded.value)}${intervalMark(
            say('report.interval', { low: points(succeeded.low), high: points(succeeded.high) }),
            succeeded,
          )}
        </td>
        <td class="number">${points(refused)}</td>
      </tr>`,
  );
  const drawing = table(
    heads.map((head) => say(`report.${head}`)),
    rows,
  );
  return figure(say('report.kinds'), say('report.kinds-note'), drawing);
}
