import type { FeedbackReason } from '../../domain/feedback.js';
import { ComposingGuard } from '../composing.js';
import { el } from '../dom.js';
import type { ViewContext } from './context.js';

/** What can be wrong with an answer, and with a refusal. */
const reasonsFor = {
  answer: ['wrong', 'unsupported', 'incomplete', 'outdated', 'other'],
  refusal: ['not-found', 'other'],
} as const satisfies Record<string, readonly FeedbackReason[]>;

const maxNote = 1000;

/**
 * What is wrong with an answer, to be ticked and put into words.
 * @param send resolves with false when it did not arrive: then the form stays as it is
 */
export function feedbackForm(
  { say, life, announce }: ViewContext,
  rated: keyof typeof reasonsFor,
  send: (reasons: readonly FeedbackReason[], note: string) => Promise<boolean>,
  cancel: () => void,
): HTMLElement {
  const boxes = reasonsFor[rated].map((reason) => ({
    reason,
    box: el('input', { type: 'checkbox' }),
  }));
  const note = el('textarea', {
    rows: 2,
    maxlength: maxNote,
    'aria-label': say('feedback-note'),
    placeholder: say('feedback-note'),
    dir: 'auto',
  });
  const failed = el('p', { class: 'note failed', hidden: true }, say('feedback-failed'));
  const submit = el('button', { type: 'button', class: 'filled' }, say('feedback-send'));
  const leave = el('button', { type: 'button', class: 'quiet' }, say('cancel'));
  const form = el(
    'fieldset',
    { class: 'feedback' },
    el('legend', {}, say('feedback-title')),
    el(
      'div',
      { class: 'reasons' },
      ...boxes.map(({ box, reason }) => el('label', {}, box, say(`reason-${reason}`))),
    ),
    note,
    el('p', { class: 'note' }, say('feedback-privacy')),
    failed,
    el('div', { class: 'row' }, submit, leave),
  );
  const guard = new ComposingGuard();
  guard.watch(note, life.signal);
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || guard.owns(event)) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  });
  leave.addEventListener('click', cancel);
  let sending = false;
  submit.addEventListener('click', () => {
    if (sending) return;
    sending = true;
    failed.hidden = true;
    const ticked = boxes.filter(({ box }) => box.checked).map(({ reason }) => reason);
    void send(ticked, note.value.trim()).then((arrived) => {
      sending = false;
      if (arrived) return;
      failed.hidden = false;
      announce(say('feedback-failed'));
    });
  });
  return form;
}
