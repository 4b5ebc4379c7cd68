import type { FeedbackReason, Rating } from '../domain/feedback.js';
import { plainText, type Source } from './answer.js';
import { maxQuestionLength } from './ask-limits.js';
import { ask, sendFeedback } from './client.js';
import { copyToClipboard } from './clipboard.js';
import {
  afterEvent,
  answerText,
  hasAnswer,
  historyOf,
  isRunning,
  newTurn,
  type Turn,
} from './conversation.js';
import { copyText } from './copy-text.js';
import { failureOf, ServiceFailure, type Failure } from './failure.js';
import { Life } from './life.js';
import type { WidgetOptions } from './options.js';
import { parseColor, paletteCss } from './palette.js';
import { reportProblem } from './report.js';
import { ConversationStore, localStore, maxStoredTurns } from './storage.js';
import { baseSheet, normalisedColor } from './styles.js';
import type { Actions } from './view/context.js';
import { Panel } from './view/panel.js';
import { wordsOf, type Say } from './words.js';

/** What a widget keeps while it is out of the page. */
export interface Kept {
  readonly turns: readonly Turn[];
  readonly draft: string;
  readonly open: boolean;
  readonly focused: boolean;
}

/** A conversation and what is seen of it, for as long as the element is in the page. */
export class Chat implements Actions {
  readonly #life = new Life();
  readonly #store: ConversationStore;
  readonly #say: Say;
  readonly #panel: Panel;
  #turns: readonly Turn[];
  #running: AbortController | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly root: ShadowRoot,
    private readonly options: WidgetOptions,
    kept: Kept | null,
  ) {
    const { storageKey, locale, theme, color } = options;
    this.#say = wordsOf(locale);
    this.#store = new ConversationStore(storageKey === null ? null : localStore(), storageKey ?? '');
    this.#turns = kept?.turns ?? this.#store.load();
    this.#panel = new Panel(options, this, this.#life, kept?.draft ?? '');
    const colors = new CSSStyleSheet();
    colors.replaceSync(paletteCss(theme, color === '' ? null : parseColor(color, normalisedColor)));
    root.adoptedStyleSheets = [baseSheet(), colors, this.#panel.geometry.sheet];
    root.replaceChildren(this.#panel.element);
    this.#panel.show(this.#turns);
    // On a small window it would hide the page that the reader came for.
    if (kept?.open ?? (options.open && !this.#panel.isSmall)) this.#panel.open(false);
    this.#panel.scrollToEnd();
    if (kept?.focused) this.#panel.focus();
    window.addEventListener(
      'storage',
      (event) => {
        this.#onStored(event);
      },
      { signal: this.#life.signal },
    );
  }

  /** Ends what runs and takes everything out of the root. */
  end(): Kept {
    const kept = {
      turns: this.#turns.map(atRest),
      draft: this.#panel.draft,
      open: this.#panel.isOpen,
      focused: this.root.activeElement !== null,
    };
    if (this.#running) this.#store.save(kept.turns);
    this.#running?.abort();
    this.#life.end();
    this.root.replaceChildren();
    this.root.adoptedStyleSheets = [];
    return kept;
  }

  open(): void {
    if (this.#panel.isOpen) return;
    this.#panel.open(true);
    this.#tell('open', {});
  }

  close(): void {
    if (!this.#panel.isOpen || this.options.position === 'inline') return;
    this.#panel.close();
    this.#tell('close', {});
  }

  /** Does nothing while an answer is under way. */
  ask(text: string): void {
    const question = plainText(text).trim().slice(0, maxQuestionLength);
    if (question === '' || this.#running) return;
    void this.#run(this.#turns, question);
  }

  retry({ id, question }: Turn): void {
    if (this.#running) return;
    void this.#run(
      this.#turns.filter((turn) => turn.id !== id),
      question,
    );
  }

  stop(): void {
    this.#running?.abort();
  }

  clear(): void {
    this.#running?.abort();
    this.#running = null;
    this.#turns = [];
    this.#store.clear();
    this.#panel.show([]);
  }

  copy({ id }: Turn): Promise<boolean> {
    const turn = this.#turns.find((one) => one.id === id);
    if (!turn) return Promise.resolve(false);
    return copyToClipboard(copyText(turn, this.#say, this.options.endpoint), this.#panel.element);
  }

  async rate(
    { id, answerId }: Turn,
    rating: Rating,
    reasons: readonly FeedbackReason[],
    note: string,
  ): Promise<boolean> {
    const body = {
      answerId,
      rating,
      ...(reasons.length > 0 ? { reasons } : {}),
      ...(note === '' ? {} : { note }),
    };
    try {
      await sendFeedback(this.options.endpoint, body, this.#life.signal);
    } catch (error) {
      if (error instanceof ServiceFailure) this.#reportFailure(error.failure);
      return false;
    }
    this.#turns = this.#turns.map((turn) => (turn.id === id ? { ...turn, rating } : turn));
    this.#store.save(this.#turns);
    this.#tell('feedback', body);
    return true;
  }

  follow(source: Source, address: string): boolean {
    return this.#tell('citation-click', { source, address }, true);
  }

  async #run(before: readonly Turn[], question: string): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const { endpoint, locale } = this.options;
    const first = newTurn(freshId(), question);
    this.#turns = [...before, first].slice(-maxStoredTurns);
    this.#panel.show(this.#turns, first);
    this.#panel.announce(this.#say('status-answering'));
    this.#tell('ask', { question });
    let turn = first;
    try {
      for await (const event of ask(
        endpoint,
        { question, history: historyOf(before), locale },
        running.signal,
      )) {
        // Cleared in the meantime: what still comes belongs nowhere.
        if (running.signal.aborted) break;
        turn = afterEvent(turn, event);
        this.#replace(turn);
      }
      if (running.signal.aborted) turn = { ...turn, state: 'stopped' };
    } catch (error) {
      const failure = error instanceof ServiceFailure ? error.failure : failureOf('service');
      turn = running.signal.aborted ? { ...turn, state: 'stopped' } : { ...turn, state: 'failed', failure };
    }
    if (this.#running === running) this.#running = null;
    this.#finish(turn);
  }

  #finish(turn: Turn): void {
    if (this.#life.signal.aborted || !this.#turns.some(({ id }) => id === turn.id)) return;
    this.#replace(turn);
    this.#store.save(this.#turns);
    this.#panel.announce(this.#spoken(turn));
    const { question, failure } = turn;
    if (failure) {
      this.#reportFailure(failure);
      this.#tell('error', { question, kind: failure.kind, requestId: failure.requestId });
    } else if (turn.state === 'done') {
      this.#panel.noteNews();
      this.#tell('answer', {
        id: turn.answerId,
        question,
        answered: turn.refusal === null,
        shortAnswer: turn.shortAnswer,
        answer: answerText(turn),
        sources: turn.sources,
      });
    }
  }

  #replace(turn: Turn): void {
    this.#turns = this.#turns.map((one) => (one.id === turn.id ? turn : one));
    this.#panel.show(this.#turns);
  }

  /** What a screen reader hears when a turn has ended. */
  #spoken(turn: Turn): string {
    const { refusal, failure, shortAnswer, sentences, sources, state } = turn;
    if (failure) return this.#say(`fail-${failure.kind}`);
    if (refusal) return `${this.#say('refused')} ${refusal.message}`;
    if (state === 'stopped') return this.#say(hasAnswer(turn) ? 'stopped' : 'stopped-empty');
    const answer = [shortAnswer ?? '', ...sentences.map(({ text }) => text)].filter((text) => text !== '');
    return `${this.#say('status-answer', { answer: answer.join(' ') })} ${this.#say('status-sources', { count: sources.length })}`;
  }

  /** The publisher can mend it; the reader cannot. */
  #reportFailure({ kind }: Failure): void {
    if (kind !== 'origin') return;
    reportProblem(this.#say('console-origin', { endpoint: this.options.endpoint, origin: location.origin }));
  }

  /** The same conversation went on, or was cleared, in another window. */
  #onStored({ key, storageArea }: StorageEvent): void {
    if (this.#running || storageArea !== localStore()) return;
    if (key !== null && key !== this.#store.key) return;
    this.#turns = this.#store.load();
    this.#panel.show(this.#turns);
  }

  /** False when a listener has prevented the default. */
  #tell(name: string, detail: object, cancelable = false): boolean {
    return this.host.dispatchEvent(
      new CustomEvent(`yinju:${name}`, { detail, bubbles: true, composed: true, cancelable }),
    );
  }
}

const atRest = (turn: Turn): Turn => (isRunning(turn) ? { ...turn, state: 'stopped' } : turn);

/** Pages without https have no `crypto.randomUUID`. */
function freshId(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
}
