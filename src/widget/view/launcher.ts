import { el } from '../dom.js';
import type { Say } from '../words.js';

/** The button that opens the panel. */
export class Launcher {
  readonly element: HTMLButtonElement;
  readonly #say: Say;
  readonly #title: string;

  constructor(say: Say, title: string, open: () => void) {
    this.#say = say;
    this.#title = title;
    this.element = el(
      'button',
      { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' },
      seal(),
      el('span', {}, say('launcher')),
    );
    this.news = false;
    this.element.addEventListener('click', open);
  }

  /** Whether an answer has come that has not been seen. */
  set news(news: boolean) {
    this.element.classList.toggle('news', news);
    const label = news ? 'launcher-news' : 'launcher-label';
    this.element.setAttribute('aria-label', this.#say(label, { title: this.#title }));
  }

  set hidden(hidden: boolean) {
    this.element.hidden = hidden;
    this.element.setAttribute('aria-expanded', String(hidden));
  }
}

/** The mark of the house; its character stands in the style sheet, for it is no part of any name. */
export function seal(): HTMLElement {
  return el('span', { class: 'seal', 'aria-hidden': 'true', lang: 'zh-Hans' });
}
