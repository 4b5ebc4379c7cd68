import { hasAnswer, isRunning, type Turn } from '../conversation.js';
import { button, el } from '../dom.js';
import type { Life } from '../life.js';
import { ActionsBar } from './actions-bar.js';
import { SentencesView } from './answer-view.js';
import type { CitationPopover } from './citation-popover.js';
import type { ViewContext } from './context.js';
import { failureNote } from './failure-note.js';
import { scriptOf } from './script.js';
import { sourceList } from './sources.js';

/** After so many milliseconds without a word a reader is told that it takes longer. */
const slowMs = 8000;

/** A question and what became of it. Each part is made anew only when it has changed. */
export class TurnView {
  readonly element: HTMLElement;
  readonly #context: ViewContext;
  readonly #life: Life;
  readonly #sources = el('div');
  readonly #short = el('div');
  readonly #sentences: SentencesView;
  readonly #progress = el('div');
  readonly #notes = el('div');
  readonly #actions = el('div');
  readonly #answer: HTMLElement;
  /** What was shown last of each part, to tell what has changed. */
  readonly #shown = new Map<HTMLElement, string>();

  constructor(context: ViewContext, popover: CitationPopover, turn: Turn) {
    this.#context = context;
    this.#life = context.life.part();
    this.#sentences = new SentencesView(context, popover);
    const { element: sentences } = this.#sentences;
    this.#answer = el(
      'div',
      { class: 'answer' },
      this.#sources,
      this.#short,
      sentences,
      this.#progress,
      this.#notes,
      this.#actions,
    );
    this.element = el(
      'article',
      { class: 'turn' },
      el(
        'h3',
        { class: 'question' },
        el('span', { class: 'hidden' }, context.say('you-asked')),
        el('bdi', { lang: scriptOf(turn.question) }, turn.question),
      ),
      this.#answer,
    );
  }

  /** @param isLast only the last turn can be tried again: those after it build on it */
  show(turn: Turn, isLast: boolean): void {
    const { say } = this.#context;
    const { sources, shortAnswer, sentences, refusal, state } = turn;
    this.#answer.setAttribute('aria-busy', String(isRunning(turn)));
    this.#answer.classList.toggle('refused', refusal !== null);
    this.#part(this.#sources, refusal ? [] : sources, () =>
      sources.length > 0 ? [sourceList(this.#context, say('sources'), sources)] : [],
    );
    this.#part(this.#short, refusal ? null : shortAnswer, (text) =>
      text === null ? [] : [this.#shortAnswer(text)],
    );
    this.#sentences.show(refusal ? [] : sentences, sources);
    const stage = sentences.length > 0 ? 'writing' : 'reading';
    this.#part(this.#progress, isRunning(turn) ? stage : '', (words) =>
      words === '' ? [] : [this.#waiting(say(stage), stage === 'reading')],
    );
    this.#part(this.#notes, [state, turn.failure, refusal, turn.notices, turn.isGenerated, isLast], () =>
      this.#notesOf(turn, isLast),
    );
    this.#part(this.#actions, !isRunning(turn) && (hasAnswer(turn) || refusal !== null), (there) =>
      there ? [new ActionsBar(this.#context, turn).element] : [],
    );
  }

  end(): void {
    this.#life.end();
    this.element.remove();
  }

  #part<T>(place: HTMLElement, value: T, render: (value: T) => Node[]): void {
    const key = JSON.stringify(value);
    if (this.#shown.get(place) === key) return;
    this.#shown.set(place, key);
    place.replaceChildren(...render(value));
  }

  #shortAnswer(text: string): HTMLElement {
    return el(
      'p',
      { class: 'short' },
      el('span', { class: 'label' }, this.#context.say('short-answer')),
      el('bdi', { lang: scriptOf(text) }, text),
    );
  }

  #waiting(words: string, maySlow: boolean): HTMLElement {
    const { say, announce } = this.#context;
    const line = el('p', { class: 'waiting' }, words);
    if (maySlow) {
      this.#life.after(slowMs, () => {
        if (!line.isConnected) return;
        line.textContent = say('slow');
        announce(say('slow'));
      });
    }
    return line;
  }

  #notesOf(turn: Turn, isLast: boolean): Node[] {
    const { say, actions } = this.#context;
    const { refusal, failure, state, notices, isGenerated } = turn;
    const retry = isLast
      ? () => {
          actions.retry(turn);
        }
      : null;
    const told = isGenerated ? [say('generated'), ...notices] : notices;
    const notes: Node[] = told.map((notice) => el('p', { class: 'notice' }, notice));
    if (refusal) {
      notes.push(
        el(
          'div',
          { class: 'refusal' },
          el('p', { class: 'heading' }, say('refused')),
          refusal.message !== '' && el('p', {}, refusal.message),
        ),
      );
      if (refusal.nearest.length > 0) {
        notes.push(sourceList(this.#context, say('nearest'), refusal.nearest, true));
      }
    }
    if (state === 'stopped') {
      const note = el(
        'div',
        { class: 'notice' },
        el('p', {}, say(hasAnswer(turn) ? 'stopped' : 'stopped-empty')),
      );
      if (retry) note.append(button(say('retry'), 'retry', retry, { className: 'outlined' }));
      notes.push(note);
    }
    if (state === 'failed' && failure) notes.push(failureNote(this.#context, failure, retry, this.#life));
    return notes;
  }
}
