import { quoteFragment } from '../domain/article-link.js';
import type { Repair, RepairKind } from '../domain/document.js';
import { markup, type Html, type HtmlValue } from './html.js';
import type { Words } from './layout.js';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** How a place in a text was damaged, as far as a reader is told where it is. */
export type Damage = 'mended' | 'lost';

const damageOf: Partial<Record<RepairKind, Damage>> = {
  'gbk-shift-repaired': 'mended',
  'gbk-shift-unrepaired': 'lost',
  undecodable: 'lost',
};

/** A place whose characters are not those that were delivered, or none. Offsets into the article's text. */
export interface DamagedPlace extends Range {
  readonly damage: Damage;
  /** Fragment of the place on the page. */
  readonly id: string;
}

/** The damaged places of a text, in order, none over another. What was only taken away has no place. */
export function damagedPlaces(repairs: readonly Repair[], text: string): DamagedPlace[] {
  const places: DamagedPlace[] = [];
  for (const { kind, start, end } of repairs.toSorted((a, b) => a.start - b.start)) {
    const damage = damageOf[kind];
    const from = Math.max(start, places.at(-1)?.end ?? 0);
    const to = Math.min(end, text.length);
    if (damage && from < to) places.push({ damage, start: from, end: to, id: `damage-${places.length + 1}` });
  }
  return places;
}

/**
 * Lines as paragraphs, with the quote marked and damaged places underlined. A quote over several lines is marked in
 * each; only the first mark is what links lead to.
 * @param besideQuote stands before the paragraph of the first mark: who is led there has not seen the top of the page
 */
export function articleText(
  say: Words,
  text: string,
  quote: Range | null,
  places: readonly DamagedPlace[],
  besideQuote: Html | null,
): Html[] {
  const paragraphs: Html[] = [];
  const byQuote = new Cutter(quote === null ? [] : [{ ...quote, id: quoteFragment }]);
  const byDamage = new Cutter(places);
  const shown = (start: number, end: number): HtmlValue =>
    byDamage.cut(start, end).map((piece) => {
      const words = text.slice(piece.start, piece.end);
      if (!piece.range) return words;
      const { damage } = piece.range;
      return markup`<span class="${damage}"${idOf(piece)} title="${say(`article.${damage}`)}">${words}</span>`;
    });
  let begin = 0;
  for (const line of text.split('\n')) {
    const end = begin + line.length;
    if (line.trim() !== '') {
      const pieces = byQuote.cut(begin, end);
      if (besideQuote && pieces.some(({ isFirst }) => isFirst)) paragraphs.push(besideQuote);
      const content = pieces.map((piece) => {
        const words = shown(piece.start, piece.end);
        return piece.range ? markup`<mark${idOf(piece)}>${words}</mark>` : words;
      });
      paragraphs.push(markup`<p dir="auto">${content}</p>\n`);
    }
    begin = end + 1;
  }
  return paragraphs;
}

interface Piece<R> extends Range {
  /** The range that it lies in. */
  readonly range: R | null;
  readonly isFirst: boolean;
}

function idOf({ range, isFirst }: Piece<{ readonly id: string }>): Html | false {
  return range !== null && isFirst && markup` id="${range.id}"`;
}

/** Cuts stretches of a text, given in order, at the borders of ranges that lie in order and apart. Linear in both. */
class Cutter<R extends Range> {
  private next = 0;
  private isFirst = true;

  constructor(private readonly ranges: readonly R[]) {}

  cut(start: number, end: number): Piece<R>[] {
    const pieces: Piece<R>[] = [];
    let at = start;
    while (at < end) {
      const range = this.rangeFrom(at);
      const from = Math.min(end, range?.start ?? end);
      if (at < from) pieces.push({ start: at, end: from, range: null, isFirst: false });
      at = Math.max(at, from);
      if (range && at < end) {
        const to = Math.min(end, range.end);
        pieces.push({ start: at, end: to, range, isFirst: this.isFirst });
        this.isFirst = false;
        at = to;
      }
    }
    return pieces;
  }

  private rangeFrom(at: number): R | undefined {
    for (;;) {
      const range = this.ranges[this.next];
      if (!range || range.end > at) return range;
      this.next++;
      this.isFirst = true;
    }
  }
}
