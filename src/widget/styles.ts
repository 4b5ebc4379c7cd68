import answer from './styles/answer.css';
import base from './styles/base.css';
import panel from './styles/panel.css';

let shared: CSSStyleSheet | undefined;

/** The style sheet that all widgets of a page share. Constructed: a policy against inline styles allows it. */
export function baseSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(base + panel + answer);
  }
  return shared;
}

/** Any CSS colour as `#rrggbb` or `rgba(…)`; null for what is none. */
export function normalisedColor(color: string): string | null {
  if (!CSS.supports('color', color)) return null;
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return null;
  canvas.fillStyle = color;
  return canvas.fillStyle;
}
