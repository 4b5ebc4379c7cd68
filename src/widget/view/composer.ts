import { maxQuestionLength } from '../ask-limits.js';
import { ComposingGuard } from '../composing.js';
import { el, icon } from '../dom.js';
import type { ViewContext } from './context.js';

/** The count of what is left is shown from here on. */
const countFrom = maxQuestionLength - 200;
/** A second press so soon after sending, in milliseconds, is part of a double click: it does not stop the answer. */
const doubleClickMs = 500;

/** Where questions are written. One button sends, and stops while an answer is under way. */
export class Composer {
  readonly element: HTMLElement;
  readonly guard = new ComposingGuard();
  readonly #context: ViewContext;
  readonly #field: HTMLTextAreaElement;
  /** Repeats the text, so that the field is as high as it needs to be. */
  readonly #grow: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #count = el('span', { class: 'count' });
  #busy = false;
  #sentAt = -Infinity;

  constructor(context: ViewContext, draft: string) {
    this.#context = context;
    const { say, life } = context;
    this.#field = el('textarea', {
      rows: 1,
      maxlength: maxQuestionLength,
      'aria-label': say('question-label'),
      'aria-describedby': 'hint',
      placeholder: say('placeholder'),
      enterkeyhint: 'send',
      autocomplete: 'off',
      dir: 'auto',
    });
    this.#field.value = draft;
    this.#grow = el('div', { class: 'grow' }, this.#field);
    this.#button = el('button', { type: 'button', class: 'filled bare' });
    this.element = el(
      'div',
      { class: 'composer' },
      el('div', { class: 'field' }, this.#grow, this.#button),
      el('p', { class: 'hint' }, el('span', { id: 'hint' }, say('hint')), this.#count),
    );
    this.guard.watch(this.#field, life.signal);
    this.#field.addEventListener('input', () => {
      this.#update();
    });
    this.#field.addEventListener('keydown', (event) => {
      this.#onKeyDown(event);
    });
    this.#button.addEventListener('click', ({ timeStamp }) => {
      if (!this.#busy) this.#send(timeStamp);
      else if (timeStamp - this.#sentAt > doubleClickMs) context.actions.stop();
    });
    this.#update();
  }

  get draft(): string {
    return this.#field.value;
  }

  set busy(busy: boolean) {
    this.#busy = busy;
    this.#update();
  }

  focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || this.guard.takes(event)) return;
    event.preventDefault();
    if (!event.repeat) this.#send(event.timeStamp);
  }

  /** While an answer is under way nothing is sent, and what was written stays. */
  #send(timeStamp: number): void {
    const question = this.#field.value.trim();
    if (question === '') this.focus();
    if (question === '' || this.#busy) return;
    this.#sentAt = timeStamp;
    this.#field.value = '';
    this.#update();
    // On a phone the keyboard would hide the answer.
    if (matchMedia('(pointer: coarse)').matches) this.#field.blur();
    this.#context.actions.ask(question);
  }

  #update(): void {
    const { say } = this.#context;
    const { value } = this.#field;
    this.#grow.dataset.text = value;
    const left = maxQuestionLength - value.length;
    this.#count.textContent = value.length > countFrom ? say('characters-left', { count: left }) : '';
    const name = say(this.#busy ? 'stop' : 'send');
    if (this.#button.title !== name) {
      this.#button.title = name;
      this.#button.setAttribute('aria-label', name);
      this.#button.replaceChildren(icon(this.#busy ? 'stop' : 'send'));
      this.#button.classList.toggle('stop', this.#busy);
    }
    this.#button.setAttribute('aria-disabled', String(!this.#busy && value.trim() === ''));
  }
}
