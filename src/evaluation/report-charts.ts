import type { CurvePoint, ReliabilityBin } from './report-curves.js';
import { html, type Markup, type MarkupValue } from './report-markup.js';

/** Measures of the drawing in its own units; it is scaled to the width that there is. */
const width = 440;
const height = 300;
const plot = { left: 50, right: 428, top: 14, bottom: 252 } as const;

export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  readonly label: string;
  readonly format: (value: number) => string;
}

export interface Series {
  readonly points: readonly CurvePoint[];
  /** Classes of the style sheet: `main`, with `later` dashed, with `thin` in the background; `even`: to compare with. */
  readonly style: string;
  /** A value holds until the next one instead of running up to it. */
  readonly steps?: boolean;
}

export interface LineChart {
  /** Read out instead of the drawing. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** A range of y around every x. */
  readonly band?: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly dots?: readonly CurvePoint[];
  /** A place that is pointed out, with its words. */
  readonly mark?: CurvePoint & { readonly label: string };
  /** Further shapes between grid and lines. */
  readonly under?: MarkupValue;
}

const number = (value: number) => value.toFixed(1);

function scales({ x, y }: Pick<LineChart, 'x' | 'y'>) {
  const along = (value: number, { min, max }: Axis) =>
    (Math.min(max, Math.max(min, value)) - min) / (max - min);
  return {
    atX: (value: number) => plot.left + along(value, x) * (plot.right - plot.left),
    atY: (value: number) => plot.bottom - along(value, y) * (plot.bottom - plot.top),
  };
}

/** Lines over a grid with both axes. */
export function lineChart(chart: LineChart): Markup {
  const { x, y, series, band, dots, mark, description } = chart;
  const { atX, atY } = scales(chart);
  const at = (point: CurvePoint) => `${number(atX(point.x))} ${number(atY(point.y))}`;
  const grid = [
    y.ticks.map((tick) => {
      const place = number(atY(tick));
      return html`<path class="grid" d="M${plot.left} ${place}H${plot.right}" /><text
          class="tick"
          x="${plot.left - 8}"
          y="${place}"
          dy="4"
          text-anchor="end"
          >${y.format(tick)}</text
        >`;
    }),
    x.ticks.map(
      (tick) =>
        html`<text class="tick" x="${number(atX(tick))}" y="${plot.bottom + 18}" text-anchor="middle"
          >${x.format(tick)}</text
        >`,
    ),
    html`<text class="axis" x="${(plot.left + plot.right) / 2}" y="${height - 8}" text-anchor="middle"
      >${x.label}</text
    >`,
    html`<text
      class="axis"
      x="14"
      y="${(plot.top + plot.bottom) / 2}"
      text-anchor="middle"
      transform="rotate(-90 14 ${(plot.top + plot.bottom) / 2})"
      >${y.label}</text
    >`,
  ];
  const range =
    band &&
    band.length > 0 &&
    html`<path
      class="band"
      d="M${band.map((b) => at({ x: b.x, y: b.high })).join('L')}L${[...band]
        .reverse()
        .map((b) => at({ x: b.x, y: b.low }))
        .join('L')}Z"
    />`;
  const lines = series
    .filter(({ points }) => points.length > 0)
    .map((own) => html`<path class="line ${own.style}" d="${pathOf(own, atX, atY)}" />`);
  const spots = (dots ?? []).map(
    (dot) => html`<circle class="dot" cx="${number(atX(dot.x))}" cy="${number(atY(dot.y))}" r="3.5" />`,
  );
  return picture(description, height, [
    grid,
    chart.under ?? null,
    range ?? null,
    lines,
    spots,
    mark ? markAt(mark, atX(mark.x), atY(mark.y)) : null,
  ]);
}

/** A ring with its words on the side where there is room. */
function markAt({ label }: { readonly label: string }, x: number, y: number): Markup {
  const leftward = x > (plot.left + plot.right) / 2;
  const below = y < plot.top + 40;
  return html`<circle class="mark" cx="${number(x)}" cy="${number(y)}" r="5.5" /><text
      class="note"
      x="${number(leftward ? x - 4 : x + 4)}"
      y="${number(below ? y + 24 : y - 12)}"
      text-anchor="${leftward ? 'end' : 'start'}"
      >${label}</text
    >`;
}

function pathOf(
  { points, steps }: Series,
  atX: (value: number) => number,
  atY: (value: number) => number,
): string {
  return points
    .map((point, index) => {
      const [x, y] = [number(atX(point.x)), number(atY(point.y))];
      if (index === 0) return `M${x} ${y}`;
      return steps ? `H${x}V${y}` : `L${x} ${y}`;
    })
    .join('');
}

/** Reliability diagram: share correct by confidence, each bin with its interval, and below how many there are. */
export function reliabilityChart(
  bins: readonly (ReliabilityBin & { readonly interval: { readonly low: number; readonly high: number } })[],
  chart: Pick<LineChart, 'description' | 'x' | 'y'>,
): Markup {
  const { atX, atY } = scales(chart);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const under = bins.map((bin) => {
    const [left, right] = [atX(bin.low) + 1.5, atX(bin.high) - 1.5];
    const tall = (0.22 * (plot.bottom - plot.top) * bin.count) / most;
    const middle = number(atX(bin.confidence));
    return html`<rect
        class="count"
        x="${number(left)}"
        y="${number(plot.bottom - tall)}"
        width="${number(right - left)}"
        height="${number(tall)}"
      /><path
        class="whisker"
        d="M${middle} ${number(atY(bin.interval.low))}V${number(atY(bin.interval.high))}"
      />`;
  });
  return lineChart({
    ...chart,
    under,
    series: [
      {
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        style: 'even',
      },
      { points: bins.map(({ confidence, correct }) => ({ x: confidence, y: correct })), style: 'main thin' },
    ],
    dots: bins.map(({ confidence, correct }) => ({ x: confidence, y: correct })),
  });
}

export interface Bar {
  readonly label: string;
  /** The dark and the light end of the bar, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly text: string;
}

/** One bar a stage: filled to the median, shaded to the 95th percentile. */
export function barChart(description: string, bars: readonly Bar[]): Markup {
  const most = Math.max(1e-9, ...bars.map(({ p95 }) => p95));
  const row = 44;
  const [left, right] = [8, 432];
  const long = (value: number) => number(((right - left) * value) / most);
  return picture(
    description,
    bars.length * row + 8,
    bars.map(({ label, p50, p95, text }, index) => {
      const top = index * row + 18;
      return html`<text class="label" x="${left}" y="${top}">${label}</text
        ><text class="figure" x="${right}" y="${top}" text-anchor="end">${text}</text
        ><rect class="track" x="${left}" y="${top + 8}" width="${right - left}" height="10" rx="5" /><rect
          class="range"
          x="${left}"
          y="${top + 8}"
          width="${long(p95)}"
          height="10"
          rx="5"
        /><rect class="fill" x="${left}" y="${top + 8}" width="${long(p50)}" height="10" rx="5" />`;
    }),
  );
}

/** A value with its interval on a line from 0 to 1 (or −1 to 1 around a middle), small enough for a table. */
export function intervalMark(
  description: string,
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  [min, max]: readonly [number, number] = [0, 1],
): Markup {
  const wide = 120;
  const at = (v: number) => number(4 + ((Math.min(max, Math.max(min, v)) - min) / (max - min)) * (wide - 8));
  return html`<svg class="interval" viewBox="0 0 ${wide} 16" role="img" aria-label="${description}">
    <path class="grid" d="M4 8H${wide - 4}" />
    ${min < 0 && html`<path class="zero" d="M${at(0)} 2V14" />`}
    <path class="span" d="M${at(low)} 8H${at(high)}" />
    <circle class="dot" cx="${at(value)}" cy="8" r="4" />
  </svg>`;
}

function picture(description: string, tall: number, content: MarkupValue): Markup {
  return html`<svg class="chart" viewBox="0 0 ${width} ${tall}" role="img" aria-label="${description}">
    ${content}
  </svg>`;
}
