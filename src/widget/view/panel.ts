import type { Turn } from '../conversation.js';
import { isRunning } from '../conversation.js';
import { button, el } from '../dom.js';
import { Geometry } from '../geometry.js';
import type { Life } from '../life.js';
import type { WidgetOptions } from '../options.js';
import { wordsOf } from '../words.js';
import { CitationPopover } from './citation-popover.js';
import { ClearQuestion } from './clear-question.js';
import { Composer } from './composer.js';
import type { Actions, ViewContext } from './context.js';
import { Launcher, seal } from './launcher.js';
import { Log } from './log.js';

/** Where the panel takes the whole window, and the page behind it can wait. */
const smallWindow = '(max-width: 520px), (max-height: 460px)';

/** Everything that is seen of a widget: the launcher and the panel with the conversation. */
export class Panel {
  readonly element: HTMLElement;
  readonly geometry = new Geometry();
  readonly #shell: HTMLElement;
  readonly #launcher: Launcher | null;
  readonly #log: Log;
  readonly #composer: Composer;
  readonly #popover: CitationPopover;
  readonly #clear: HTMLButtonElement;
  readonly #clearQuestion: ClearQuestion;
  readonly #status = el('div', { class: 'hidden', role: 'status' });
  readonly #small = matchMedia(smallWindow);
  #open: boolean;
  /** What had the focus when it was opened. */
  #openedFrom: HTMLElement | null = null;

  constructor(options: WidgetOptions, actions: Actions & { open(): void }, life: Life, draft: string) {
    const { locale, endpoint, position, greeting, suggestions } = options;
    const say = wordsOf(locale);
    const title = options.title || say('title');
    const context: ViewContext = {
      say,
      endpoint,
      actions,
      life,
      announce: (text) => {
        this.announce(text);
      },
    };
    const isInline = position === 'inline';
    this.#open = isInline;
    this.#popover = new CitationPopover(context, this.geometry);
    this.#log = new Log(context, this.#popover, greeting, suggestions);
    this.#composer = new Composer(context, draft);
    this.#clear = button(
      say('clear'),
      'clear',
      () => {
        this.#clearQuestion.open();
      },
      { bare: true },
    );
    this.#clear.hidden = true;
    this.#clearQuestion = new ClearQuestion(say, this.#clear, () => {
      actions.clear();
      this.announce(say('cleared'));
      this.#composer.focus();
    });
    const close = isInline
      ? null
      : button(
          say('close'),
          'close',
          () => {
            actions.close();
          },
          { bare: true },
        );
    const parts = [
      el('header', {}, seal(), el('h2', { id: 'title' }, title), this.#clear, close),
      this.#clearQuestion.element,
      this.#log.element,
      this.#log.latest,
      this.#composer.element,
      this.#status,
    ];
    const attributes = { class: `panel ${position}`, 'aria-labelledby': 'title' };
    this.#shell = isInline ? el('section', attributes, ...parts) : el('dialog', attributes, ...parts);
    this.#launcher = isInline
      ? null
      : new Launcher(say, title, () => {
          actions.open();
        });
    this.element = el(
      'div',
      { class: `root ${position}`, dir: 'ltr', lang: locale },
      this.#launcher?.element ?? null,
      this.#shell,
    );
    this.#listen(actions, life);
  }

  get draft(): string {
    return this.#composer.draft;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Whether it takes the whole window when it is open. */
  get isSmall(): boolean {
    return this.#small.matches;
  }

  /** @param asked the turn that the reader has just asked */
  show(turns: readonly Turn[], asked: Turn | null = null): void {
    const root = this.element.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    this.#log.show(turns, asked);
    this.#composer.busy = turns.some(isRunning);
    this.#clear.hidden = turns.length === 0;
    if (turns.length === 0) this.#clearQuestion.close();
    // What was pressed may be gone or hidden: the focus must not fall out of the panel with it.
    if (focused?.getClientRects().length === 0) this.#focusWithin();
  }

  /** Says something to a screen reader, once. */
  announce(text: string): void {
    this.#status.textContent = text;
  }

  /** An answer has come: whoever closed the panel sees that on the launcher. */
  noteNews(): void {
    if (this.#launcher && !this.#open) this.#launcher.news = true;
  }

  /** @param focus false leaves the focus where it is */
  open(focus: boolean): void {
    if (this.#open || !this.#launcher) return;
    this.#open = true;
    const { activeElement } = document;
    this.#openedFrom = activeElement instanceof HTMLElement ? activeElement : null;
    this.#launcher.news = false;
    this.#showShell();
    this.#launcher.hidden = true;
    if (focus) this.#focusWithin();
  }

  close(): void {
    if (!this.#open || !this.#launcher) return;
    const hadFocus = this.#shell.matches(':focus-within');
    this.#open = false;
    this.#popover.close();
    this.#clearQuestion.close();
    if (this.#shell instanceof HTMLDialogElement) this.#shell.close();
    this.#launcher.hidden = false;
    if (hadFocus) this.#focusOutside();
  }

  /** Where the reader goes on: the field, or the launcher of a closed panel. */
  focus(): void {
    if (this.#open) this.#focusWithin();
    else this.#launcher?.element.focus({ preventScroll: true });
  }

  scrollToEnd(): void {
    this.#log.scrollToEnd();
  }

  #showShell(): void {
    const shell = this.#shell;
    if (!(shell instanceof HTMLDialogElement)) return;
    if (shell.open) shell.close();
    // On a small window the page behind it can be neither seen nor reached.
    if (this.#small.matches) shell.showModal();
    else shell.setAttribute('open', '');
  }

  #focusWithin(): void {
    // On a phone the keyboard would hide what there is to read.
    if (matchMedia('(pointer: coarse)').matches) this.#log.element.focus({ preventScroll: true });
    else this.#composer.focus();
  }

  #focusOutside(): void {
    const root = this.element.getRootNode();
    const host = root instanceof ShadowRoot ? root.host : null;
    const from = this.#openedFrom;
    const backTo = from?.isConnected && from !== host && from !== document.body ? from : null;
    (backTo ?? this.#launcher?.element)?.focus({ preventScroll: true });
  }

  #listen(actions: Actions, life: Life): void {
    const { signal } = life;
    this.#shell.addEventListener('keydown', (event) => {
      this.#onEscape(event, actions);
    });
    // The back gesture of a phone asks a modal dialog to close.
    this.#shell.addEventListener('cancel', (event) => {
      event.preventDefault();
      actions.close();
    });
    // Shortcuts of the page cannot see that a field of ours has the focus, and would take what is written for them.
    for (const type of ['keydown', 'keyup', 'keypress']) {
      this.element.addEventListener(type, (event) => {
        if (event.target instanceof HTMLTextAreaElement) event.stopPropagation();
      });
    }
    this.geometry.watchViewport(signal);
    this.#small.addEventListener(
      'change',
      () => {
        if (!this.#open) return;
        const focused = this.#shell.matches(':focus-within');
        this.#showShell();
        if (focused) this.#focusWithin();
      },
      { signal },
    );
  }

  #onEscape(event: KeyboardEvent, actions: Actions): void {
    if (event.key !== 'Escape' || !this.#launcher) return;
    // Also where an input method has it: the dialog itself would close.
    event.preventDefault();
    if (this.#composer.guard.owns(event)) return;
    event.stopPropagation();
    if (this.#clearQuestion.isOpen) this.#clearQuestion.close();
    else actions.close();
  }
}
