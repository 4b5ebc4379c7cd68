import { el } from '../dom.js';
import type { Say } from '../words.js';

/** Asks before a conversation is cleared, for it cannot be brought back. */
export class ClearQuestion {
  readonly element: HTMLElement;
  readonly #no: HTMLButtonElement;
  readonly #opener: HTMLElement;

  constructor(say: Say, opener: HTMLElement, clear: () => void) {
    const yes = el('button', { type: 'button', class: 'filled' }, say('clear-yes'));
    this.#no = el('button', { type: 'button', class: 'quiet' }, say('cancel'));
    this.#opener = opener;
    this.element = el(
      'div',
      { class: 'confirm', role: 'group', 'aria-labelledby': 'clear', hidden: true },
      el('p', { id: 'clear' }, say('clear-question')),
      el('div', { class: 'row' }, yes, this.#no),
    );
    yes.addEventListener('click', () => {
      this.close();
      clear();
    });
    this.#no.addEventListener('click', () => {
      this.close();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    this.#no.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    const hadFocus = this.element.matches(':focus-within');
    this.element.hidden = true;
    if (hadFocus) this.#opener.focus();
  }
}
