import type { Sentence, Source } from '../answer.js';
import { el } from '../dom.js';
import type { CitationPopover } from './citation-popover.js';
import type { ViewContext } from './context.js';
import { scriptOf } from './script.js';

const listedFrom = 4;

/**
 * The sentences of an answer, each followed by pills with the numbers of its sources. Sentences that are there stay as
 * they are while others come, so that nobody loses a card that is open or the focus.
 */
export class SentencesView {
  readonly element = el('div', { class: 'text', dir: 'auto' });
  #shown: readonly string[] = [];

  constructor(
    private readonly context: ViewContext,
    private readonly popover: CitationPopover,
  ) {}

  show(sentences: readonly Sentence[], sources: readonly Source[]): void {
    const keys = sentences.map((sentence) => JSON.stringify([sentence, sourcesOf(sentence, sources)]));
    const goesOn = this.#shown.every((key, index) => key === keys[index]);
    // Many sources are those of a list: one line each. They come before the first sentence, so nothing moves later.
    this.element.classList.toggle('listed', sources.length >= listedFrom);
    if (!goesOn) {
      this.popover.close();
      this.element.replaceChildren();
    }
    const fresh = goesOn ? sentences.slice(this.#shown.length) : sentences;
    this.element.append(...fresh.map((sentence) => this.#sentence(sentence, sources)));
    this.#shown = keys;
  }

  #sentence(sentence: Sentence, sources: readonly Source[]): HTMLElement {
    const { support } = sentence;
    // A line break after a sentence comes after its pills.
    const text = sentence.text.trimEnd();
    const { say } = this.context;
    const weak = support === 'supported' ? null : support;
    return el(
      'span',
      { class: 'piece' },
      el('bdi', { class: weak ? `sentence ${weak}` : 'sentence', lang: scriptOf(text) }, text),
      ...(weak ? [el('span', { class: `tag ${weak}`, title: say(`${weak}-note`) }, say(weak))] : []),
      ...sourcesOf(sentence, sources).map((source) => this.#pill(source)),
      sentence.text.slice(text.length),
    );
  }

  #pill(source: Source): HTMLElement {
    const { number, title } = source;
    const pill = el(
      'button',
      {
        type: 'button',
        class: 'pill',
        'aria-expanded': 'false',
        'aria-label': this.context.say('citation-label', { number, title }),
      },
      String(number),
    );
    this.popover.attach(pill, source);
    // The card is put after its pill: in a box of their own, they are not parted by a line break.
    return el('span', { class: 'cite' }, pill);
  }
}

function sourcesOf({ citations }: Sentence, sources: readonly Source[]): Source[] {
  return citations.flatMap((number) => sources.find((source) => source.number === number) ?? []);
}
