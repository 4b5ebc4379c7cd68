import type { FeedbackReason, Rating } from '../../domain/feedback.js';
import type { Turn } from '../conversation.js';
import { button, el, icon } from '../dom.js';
import type { ViewContext } from './context.js';
import { feedbackForm } from './feedback-form.js';

/** How long "copied" stands there, in milliseconds. */
const copiedMs = 2500;

/** What can be done with an answer: copy it with its sources, rate it. */
export class ActionsBar {
  readonly element = el('div', { class: 'actions' });
  readonly #context: ViewContext;
  readonly #turn: Turn;
  readonly #thumbs: Readonly<Record<Rating, HTMLButtonElement>>;
  readonly #thanks = el('p', { class: 'note' });
  #form: HTMLElement | null = null;

  constructor(context: ViewContext, turn: Turn) {
    this.#context = context;
    this.#turn = turn;
    const { say } = context;
    const copy = button(say('copy'), 'copy', () => void this.#copy(copy), { bare: true });
    this.#thumbs = {
      up: button(say('helpful'), 'up', () => void this.#rate('up', [], ''), { bare: true }),
      down: button(
        say('unhelpful'),
        'down',
        () => {
          this.#openForm();
        },
        { bare: true },
      ),
    };
    this.#showRating(turn.rating);
    const row = el('div', { class: 'row' }, copy);
    // What the service has no name for cannot be rated.
    if (turn.answerId !== '') row.append(this.#thumbs.up, this.#thumbs.down);
    row.append(this.#thanks);
    this.element.append(row);
  }

  async #copy(copy: HTMLButtonElement): Promise<void> {
    const { say, announce, actions, life } = this.#context;
    const copied = await actions.copy(this.#turn);
    const words = say(copied ? 'copied' : 'copy-failed');
    announce(words);
    this.#thanks.textContent = words;
    if (copied) copy.replaceChildren(icon('done'));
    life.after(copiedMs, () => {
      copy.replaceChildren(icon('copy'));
      if (this.#thanks.textContent === words) this.#thanks.textContent = '';
    });
  }

  #showRating(rating: Rating | null): void {
    for (const one of ['up', 'down'] as const) {
      this.#thumbs[one].setAttribute('aria-pressed', String(one === rating));
    }
  }

  async #rate(rating: Rating, reasons: readonly FeedbackReason[], note: string): Promise<boolean> {
    const { say, announce, actions } = this.#context;
    const arrived = await actions.rate(this.#turn, rating, reasons, note);
    const words = say(arrived ? 'feedback-thanks' : 'feedback-failed');
    if (arrived) {
      this.#closeForm();
      this.#showRating(rating);
    }
    if (arrived || !this.#form) {
      this.#thanks.textContent = words;
      announce(words);
    }
    return arrived;
  }

  #openForm(): void {
    if (this.#form) {
      this.#closeForm();
      return;
    }
    this.#thanks.textContent = '';
    this.#form = feedbackForm(
      this.#context,
      this.#turn.refusal ? 'refusal' : 'answer',
      (reasons, note) => this.#rate('down', reasons, note),
      () => {
        this.#closeForm();
      },
    );
    this.#thumbs.down.setAttribute('aria-expanded', 'true');
    this.element.append(this.#form);
    this.#form.querySelector('input')?.focus();
  }

  #closeForm(): void {
    if (!this.#form) return;
    const hadFocus = this.#form.matches(':focus-within');
    this.#form.remove();
    this.#form = null;
    this.#thumbs.down.removeAttribute('aria-expanded');
    if (hadFocus) this.#thumbs.down.focus();
  }
}
