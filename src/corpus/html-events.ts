import { Tokenizer } from 'htmlparser2';
import type { TokenizerCallbacks } from 'htmlparser2';

/** What reading HTML tells: elements open and close in balance, as a tree would have them. */
export interface HtmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Attributes by lower-case name; the first of a name counts, and only those in `wantedAttributes` are kept. */
export type Attributes = ReadonlyMap<string, string>;

const wantedAttributes = new Set(
  'class id role style hidden open content name property itemprop http-equiv href rel datetime start'.split(
    ' ',
  ),
);
/** Longer attribute values are cut: no name, date or description needs more (UTF-16 units). */
const MAX_VALUE = 4096;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const voidElements = words('area base br col embed hr img input link meta param source track wbr');
/** An end tag of anything else does not reach beyond these, as in a browser. */
const specialElements = words(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html li main marquee menu nav noscript object ol p pre ' +
    'section select summary table tbody td template textarea tfoot th thead title tr ul',
);
/** End tags from inside do not close what stands outside these. */
const barrierElements = words('caption object table td template th html');
const tableParts = words('caption table tbody td tfoot th thead tr html body');

const closeParagraph = words('p');
const closeItem = words('li p');
const closeTerm = words('dt dd p');
const closeCell = words('td th p');
const closeRow = words('td th tr p');
const closeRows = words('td th tr tbody thead tfoot caption p');
const closeHead = words('head');
/** Elements that a start tag closes by itself while they are innermost. */
const impliedCloses = new Map<string, ReadonlySet<string>>([
  ...(
    'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul'
  )
    .split(' ')
    .map((name) => [name, closeParagraph] as const),
  ['li', closeItem],
  ['dt', closeTerm],
  ['dd', closeTerm],
  ['td', closeCell],
  ['th', closeCell],
  ['tr', closeRow],
  ['tbody', closeRows],
  ['thead', closeRows],
  ['tfoot', closeRows],
  ['body', closeHead],
  ['option', words('option')],
  ['rt', words('rt rp')],
  ['rp', words('rt rp')],
]);

/**
 * Reads HTML as a balanced run of events, in time linear in its length however deep it is nested. (htmlparser2's own
 * Parser searches its list of open elements at every tag: a million open elements and it does not come back.)
 */
export function readHtmlEvents(html: string, handler: HtmlHandler): void {
  const reader = new EventReader(html, handler);
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  reader.finish();
}

class EventReader implements TokenizerCallbacks {
  readonly #html: string;
  readonly #handler: HtmlHandler;
  readonly #open: string[] = [];
  /** Depths at which each name is open, innermost last. */
  readonly #depths = new Map<string, number[]>();
  readonly #specialDepths: number[] = [];
  readonly #barrierDepths: number[] = [];
  #tag = '';
  #attributes = new Map<string, string>();
  #attribute: string | null = null;
  #value = '';

  constructor(html: string, handler: HtmlHandler) {
    this.#html = html;
    this.#handler = handler;
  }

  ontext(start: number, end: number): void {
    this.#handler.text(this.#html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.#handler.text(String.fromCodePoint(codepoint));
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, end).toLowerCase();
    this.#attributes = new Map();
  }

  onattribname(start: number, end: number): void {
    // The longest name that is wanted has ten letters.
    const name = end - start <= 12 ? this.#html.slice(start, end).toLowerCase() : '';
    this.#attribute = wantedAttributes.has(name) && !this.#attributes.has(name) ? name : null;
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute !== null && this.#value.length < MAX_VALUE) {
      this.#value += this.#html.slice(start, Math.min(end, start + MAX_VALUE));
    }
  }

  onattribentity(codepoint: number): void {
    if (this.#attribute !== null && this.#value.length < MAX_VALUE)
      this.#value += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    if (this.#attribute !== null) this.#attributes.set(this.#attribute, this.#value);
    this.#attribute = null;
  }

  onopentagend(): void {
    const name = this.#tag;
    const closes = impliedCloses.get(name);
    if (closes) {
      for (let top = this.#open.at(-1); top !== undefined && closes.has(top); top = this.#open.at(-1))
        this.#pop();
    }
    this.#handler.open(name, this.#attributes);
    if (voidElements.has(name)) {
      this.#handler.close(name);
      return;
    }
    const depth = this.#open.length;
    this.#open.push(name);
    const depths = this.#depths.get(name);
    if (depths) depths.push(depth);
    else this.#depths.set(name, [depth]);
    if (specialElements.has(name)) this.#specialDepths.push(depth);
    if (barrierElements.has(name)) this.#barrierDepths.push(depth);
  }

  /** In HTML `<div/>` opens like `<div>`; only what is drawn or computed by formula is XML, and is dropped anyway. */
  onselfclosingtag(): void {
    const name = this.#tag;
    this.onopentagend();
    if (!specialElements.has(name) && !voidElements.has(name) && this.#open.at(-1) === name) this.#pop();
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    const depth = this.#depths.get(name)?.at(-1);
    if (depth === undefined) {
      // Browsers read a lone </p> or </br> as an empty paragraph or a line break.
      if (name === 'p' || name === 'br') {
        this.#handler.open(name, new Map());
        this.#handler.close(name);
      }
      return;
    }
    const limit = specialElements.has(name) ? this.#barrierDepths.at(-1) : this.#specialDepths.at(-1);
    if (limit !== undefined && depth < limit && !tableParts.has(name)) return;
    while (this.#open.length > depth) this.#pop();
  }

  finish(): void {
    while (this.#open.length > 0) this.#pop();
  }

  oncdata(): void {
    // Not text in HTML.
  }
  oncomment(): void {
    // Not text.
  }
  ondeclaration(): void {
    // Not text.
  }
  onend(): void {
    // finish() closes what is open.
  }
  onprocessinginstruction(): void {
    // Not text.
  }

  #pop(): void {
    const name = this.#open.pop();
    if (name === undefined) return;
    this.#depths.get(name)?.pop();
    if (specialElements.has(name)) this.#specialDepths.pop();
    if (barrierElements.has(name)) this.#barrierDepths.pop();
    this.#handler.close(name);
  }
}
