import type { Source } from '../answer.js';
import { isTaken } from '../composing.js';
import { el } from '../dom.js';
import type { Geometry } from '../geometry.js';
import type { Life } from '../life.js';
import type { ViewContext } from './context.js';
import { sourceDetails } from './sources.js';

/** Pause before a pill that the pointer rests on opens, and before one that it left closes; milliseconds. */
const openAfterMs = 120;
const closeAfterMs = 250;

/**
 * The card that a citation pill opens, one for a whole panel. As WCAG 1.4.13 wants it: it opens on hover, on keyboard
 * focus and on a tap; the pointer can move onto it; Escape dismisses it without moving pointer or focus; else it stays
 * until pointer and focus have left. It stands right after its pill, so that Tab leads from the pill into it.
 */
export class CitationPopover {
  readonly element: HTMLElement;
  #context: ViewContext;
  #pill: HTMLElement | null = null;
  #pinned = false;
  #callOff: () => void = () => undefined;
  /** While something is open: what listens outside of it. */
  #opened: Life | null = null;

  constructor(
    context: ViewContext,
    private readonly geometry: Geometry,
  ) {
    this.#context = context;
    this.element = el('div', { class: 'popover', role: 'group', id: 'popover', popover: 'manual' });
    const { signal } = context.life;
    this.element.addEventListener(
      'pointerenter',
      () => {
        this.#callOff();
      },
      { signal },
    );
    this.element.addEventListener(
      'pointerleave',
      () => {
        this.#closeSoon();
      },
      { signal },
    );
    this.element.addEventListener(
      'focusout',
      (event) => {
        this.#onFocusOut(event);
      },
      { signal },
    );
  }

  /** Makes a pill open the card with this source. */
  attach(pill: HTMLButtonElement, source: Source): void {
    pill.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'touch') return;
      this.#callOff();
      if (this.#pill !== pill) {
        this.#callOff = this.#context.life.after(openAfterMs, () => {
          this.#open(pill, source);
        });
      }
    });
    pill.addEventListener('pointerleave', () => {
      this.#closeSoon();
    });
    pill.addEventListener('focus', () => {
      if (pill.matches(':focus-visible')) this.#open(pill, source);
    });
    pill.addEventListener('focusout', (event) => {
      this.#onFocusOut(event);
    });
    pill.addEventListener('click', (event) => {
      // A click of the keyboard has no count; its focus has opened the card already.
      const isFirst = this.#pill !== pill || (!this.#pinned && event.detail > 0);
      if (!isFirst) {
        this.close();
        return;
      }
      this.#open(pill, source);
      this.#pinned = true;
    });
  }

  get isOpen(): boolean {
    return this.#pill !== null;
  }

  /** Closes; focus within goes back to the pill. */
  close(): void {
    this.#callOff();
    const pill = this.#pill;
    if (!pill) return;
    this.#pill = null;
    this.#pinned = false;
    this.#opened?.end();
    const hadFocus = this.element.matches(':focus-within');
    pill.setAttribute('aria-expanded', 'false');
    pill.removeAttribute('aria-controls');
    this.element.remove();
    if (hadFocus) this.#focusQuietly(pill);
  }

  #open(pill: HTMLElement, source: Source): void {
    this.#callOff();
    if (this.#pill === pill) return;
    this.close();
    this.#pill = pill;
    const { say, life } = this.#context;
    this.element.setAttribute('aria-label', say('citation', { number: source.number }));
    this.element.replaceChildren(...sourceDetails(this.#context, source));
    pill.setAttribute('aria-expanded', 'true');
    pill.setAttribute('aria-controls', this.element.id);
    pill.after(this.element);
    // In the top layer nothing of the page can cut it off; older browsers do without.
    if ('showPopover' in this.element) this.element.showPopover();
    this.#place();
    this.#opened = life.part();
    const { signal } = this.#opened;
    const elsewhere = (event: Event): void => {
      const path = event.composedPath();
      if (!path.includes(pill) && !path.includes(this.element)) this.close();
    };
    window.addEventListener('pointerdown', elsewhere, { signal, capture: true });
    window.addEventListener(
      'keydown',
      (event) => {
        // The pointer may have opened it while the focus is anywhere in the page. An input method has its own Escape.
        if (event.key !== 'Escape' || isTaken(event)) return;
        event.preventDefault();
        event.stopPropagation();
        this.close();
      },
      { signal, capture: true },
    );
    for (const target of [window, window.visualViewport]) {
      target?.addEventListener(
        'resize',
        () => {
          this.#place();
        },
        { signal },
      );
    }
    // Scrolling of the conversation and of the page around it; that within the card itself moves nothing.
    window.addEventListener(
      'scroll',
      (event) => {
        if (!event.composedPath().includes(this.element)) this.#place();
      },
      { signal, capture: true, passive: true },
    );
    pill.getRootNode().addEventListener(
      'scroll',
      () => {
        this.#place();
      },
      { signal, capture: true, passive: true },
    );
  }

  #place(): void {
    const pill = this.#pill;
    if (!pill) return;
    const frame = pill.closest('.log')?.getBoundingClientRect();
    const { top, bottom } = pill.getBoundingClientRect();
    if (frame && (bottom < frame.top || top > frame.bottom)) this.close();
    else this.geometry.placeBeside(this.element, pill);
  }

  #closeSoon(): void {
    this.#callOff();
    if (!this.#pill) return;
    this.#callOff = this.#context.life.after(closeAfterMs, () => {
      const focused = this.#pill?.matches(':focus-visible') === true || this.element.matches(':focus-within');
      if (!this.#pinned && !focused) this.close();
    });
  }

  #onFocusOut({ relatedTarget }: FocusEvent): void {
    if (!this.#pill) return;
    const moved = relatedTarget instanceof Node;
    const within = moved && (relatedTarget === this.#pill || this.element.contains(relatedTarget));
    const hovered = this.element.matches(':hover') || this.#pill.matches(':hover');
    if (!within && !hovered && (moved || !this.#pinned)) this.close();
  }

  /** Without opening again what the focus would open. */
  #focusQuietly(pill: HTMLElement): void {
    this.#pill = pill;
    pill.focus({ preventScroll: true });
    this.#pill = null;
  }
}
