import { button, el } from '../dom.js';
import type { Failure } from '../failure.js';
import type { Life } from '../life.js';
import type { ViewContext } from './context.js';

/**
 * Why there is no answer, and the way to try again. Where it makes no sense yet the button counts down; a screen reader
 * hears when it does, not every second.
 */
export function failureNote(
  { say, announce }: ViewContext,
  failure: Failure,
  retry: (() => void) | null,
  life: Life,
): HTMLElement {
  const { kind, requestId, retryAt } = failure;
  const note = el('div', { class: `notice failure ${kind}` }, el('p', {}, say(`fail-${kind}`)));
  if (kind === 'service' && requestId !== '') {
    note.append(el('p', { class: 'note' }, say('fail-request', { id: requestId })));
  }
  // What the publisher has to mend does not get better by asking again.
  if (!retry || kind === 'origin' || kind === 'invalid') return note;
  const again = button(
    say('retry'),
    'retry',
    () => {
      if (again.getAttribute('aria-disabled') !== 'true') retry();
    },
    { className: 'outlined' },
  );
  const label = again.lastChild;
  const secondsLeft = (): number => Math.ceil((retryAt - Date.now()) / 1000);
  if (label && secondsLeft() > 0) {
    again.setAttribute('aria-disabled', 'true');
    const tick = (): void => {
      const seconds = secondsLeft();
      label.textContent = seconds > 0 ? say('retry-in', { seconds }) : say('retry');
      if (seconds > 0) return;
      stop();
      again.removeAttribute('aria-disabled');
      announce(say('retry-now'));
    };
    const stop = life.every(1000, tick);
    tick();
  }
  note.append(again);
  return note;
}
