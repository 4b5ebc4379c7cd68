import type { Turn } from '../conversation.js';
import { button, el } from '../dom.js';
import type { CitationPopover } from './citation-popover.js';
import type { ViewContext } from './context.js';
import { TurnView } from './turn-view.js';

/**
 * The conversation. It scrolls by itself only when a question is asked, which then stands at the top; while the answer
 * grows below it, a reader's position is theirs.
 */
export class Log {
  readonly element: HTMLElement;
  /** Leads to the end while that cannot be seen. */
  readonly latest: HTMLButtonElement;
  readonly #context: ViewContext;
  readonly #popover: CitationPopover;
  readonly #empty: HTMLElement;
  readonly #end = el('div', { class: 'end' });
  readonly #views = new Map<string, TurnView>();

  constructor(
    context: ViewContext,
    popover: CitationPopover,
    greeting: string,
    suggestions: readonly string[],
  ) {
    this.#context = context;
    this.#popover = popover;
    const { say, actions, life } = context;
    this.#empty = el('div', { class: 'empty' }, el('p', { class: 'greeting' }, greeting || say('greeting')));
    if (suggestions.length > 0) {
      const items = suggestions.map((suggestion) => {
        const item = el('button', { type: 'button', class: 'suggestion' }, el('bdi', {}, suggestion));
        item.addEventListener('click', () => {
          actions.ask(suggestion);
        });
        return el('li', {}, item);
      });
      this.#empty.append(el('p', { class: 'label' }, say('suggestions')), el('ul', {}, ...items));
    }
    this.element = el(
      'div',
      { class: 'log', role: 'region', 'aria-label': say('conversation'), tabindex: 0 },
      this.#empty,
    );
    this.latest = button(
      say('latest'),
      'end',
      () => {
        this.scrollToEnd();
      },
      { className: 'latest', bare: true },
    );
    this.latest.hidden = true;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.target.isConnected) return;
        const frame = entry.rootBounds ?? this.element.getBoundingClientRect();
        this.latest.hidden = entry.isIntersecting || entry.boundingClientRect.top < frame.top;
      },
      // A few pixels more or less are nothing to scroll for.
      { root: this.element, rootMargin: '0px 0px 40px' },
    );
    watch.observe(this.#end);
    life.signal.addEventListener('abort', () => {
      watch.disconnect();
    });
  }

  /** @param asked the turn that the reader has just asked; null when nothing is to move */
  show(turns: readonly Turn[], asked: Turn | null = null): void {
    for (const [id, view] of this.#views) {
      if (turns.some((turn) => turn.id === id)) continue;
      this.#popover.close();
      view.end();
      this.#views.delete(id);
    }
    for (const [index, turn] of turns.entries()) this.#viewOf(turn).show(turn, index === turns.length - 1);
    this.#empty.hidden = turns.length > 0;
    const last = turns.at(-1);
    const view = last && this.#views.get(last.id);
    if (view && this.#end.parentNode !== view.element) view.element.append(this.#end);
    if (!view) {
      this.#end.remove();
      this.latest.hidden = true;
    }
    if (asked) this.#bringToTop(asked);
  }

  scrollToEnd(): void {
    const { element } = this;
    const bottom = this.#end.getBoundingClientRect().bottom - element.getBoundingClientRect().bottom;
    element.scrollTop += bottom + 24;
  }

  #viewOf(turn: Turn): TurnView {
    const known = this.#views.get(turn.id);
    if (known) return known;
    const view = new TurnView(this.#context, this.#popover, turn);
    this.#views.set(turn.id, view);
    this.element.append(view.element);
    return view;
  }

  #bringToTop(turn: Turn): void {
    for (const [id, { element }] of this.#views) element.classList.toggle('asked', id === turn.id);
    const view = this.#views.get(turn.id);
    if (!view) return;
    this.element.scrollTop +=
      view.element.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
  }
}
