/** Distance that the card keeps from the edges of the window and from its pill, in CSS pixels. */
const margin = 12;
const gap = 6;
const widest = 340;

/**
 * What is only known at run time: the part of the window that an on-screen keyboard leaves, and where the card of a
 * citation stands. Written into rules of a style sheet of its own, so that no element needs a style attribute, which a
 * strict policy of the page would forbid.
 */
export class Geometry {
  readonly sheet = new CSSStyleSheet();
  readonly #panel: CSSStyleDeclaration;
  readonly #card: CSSStyleDeclaration;

  constructor() {
    this.#panel = this.#rule('.root');
    this.#card = this.#rule('.popover');
  }

  /** Keeps `--top` and `--height` at the visible part of the window until `signal` is aborted. */
  watchViewport(signal: AbortSignal): void {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const measure = (): void => {
      // A page that is zoomed by pinching is looked at through a hole: the panel stays as it is.
      if (viewport.scale > 1.01) return;
      this.#panel.setProperty('--top', `${Math.max(0, viewport.offsetTop)}px`);
      this.#panel.setProperty('--height', `${viewport.height}px`);
    };
    measure();
    viewport.addEventListener('resize', measure, { signal });
    viewport.addEventListener('scroll', measure, { signal });
  }

  /** Puts a card below a pill, above it where there is more room; always within the window. */
  placeBeside(card: HTMLElement, pill: HTMLElement): void {
    const width = document.documentElement.clientWidth || window.innerWidth;
    const height = window.visualViewport?.height ?? window.innerHeight;
    const offset = window.visualViewport?.offsetTop ?? 0;
    const frame = pill.closest('.log')?.getBoundingClientRect();
    const left = Math.max(margin, (frame?.left ?? 0) + margin);
    const right = Math.min(width - margin, (frame?.right ?? width) - margin);
    const box = [...pill.getClientRects()].at(-1) ?? pill.getBoundingClientRect();
    const cardWidth = Math.min(widest, right - left);
    const below = offset + height - margin - (box.bottom + gap);
    const above = box.top - gap - (offset + margin);
    this.#card.setProperty('width', `${cardWidth}px`);
    this.#card.setProperty('max-height', 'none');
    const wanted = card.scrollHeight + 2;
    // Within the conversation rather than over the field, as long as it fits somewhere.
    const frameBelow = Math.min(below, (frame?.bottom ?? Infinity) - box.bottom - gap);
    const isBelow = wanted <= frameBelow || (wanted > above && below >= above);
    const room = Math.min(wanted, Math.max(80, isBelow ? below : above));
    this.#card.setProperty('max-height', `${room}px`);
    const x = Math.min(Math.max(left, box.left + box.width / 2 - cardWidth / 2), right - cardWidth);
    this.#card.setProperty('left', `${x}px`);
    this.#card.setProperty('top', `${isBelow ? box.bottom + gap : box.top - gap - room}px`);
  }

  #rule(selector: string): CSSStyleDeclaration {
    const index = this.sheet.insertRule(`${selector}{}`, this.sheet.cssRules.length);
    const rule = this.sheet.cssRules[index];
    if (!(rule instanceof CSSStyleRule)) throw new TypeError('not a style rule');
    return rule.style;
  }
}
