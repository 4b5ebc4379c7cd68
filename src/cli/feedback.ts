import {
  feedbackReasons,
  type FeedbackCounts,
  type RatedAnswer,
  type StoredFeedback,
} from '../domain/feedback.js';
import { ExitStatus } from '../errors.js';
import { message, type Locale } from '../messages/index.js';
import { openState } from '../wiring.js';
import type { CommandContext } from './command.js';
import { printable } from './report.js';
import { tableLines } from './table.js';

/** So much a terminal shows before it says how much more there is. */
const shownRows = 50;

/** `yinju feedback`: what readers said of answers, newest first; with `--json` all of it. */
export async function runFeedback({ config, flags, stdout }: CommandContext): Promise<ExitStatus> {
  const state = openState(config);
  try {
    const counts = await state.feedback.counts();
    const limit = flags.json ? Math.max(1, counts.total) : shownRows;
    const { feedback } = await state.feedback.list({ limit });
    stdout.write(
      (flags.json ? JSON.stringify({ feedback, counts }) : describe(feedback, counts, config.locale)) + '\n',
    );
  } finally {
    state.close();
  }
  return ExitStatus.done;
}

function describe(feedback: readonly StoredFeedback[], counts: FeedbackCounts, locale: Locale): string {
  if (counts.total === 0) return message(locale, 'feedback.none');
  const { total } = counts;
  const named = feedbackReasons.filter((reason) => counts.reasons[reason] > 0);
  const lines = [
    message(locale, 'feedback.counts', { total, ...counts.ratings }),
    ...named.map((reason) =>
      message(locale, 'feedback.reason-count', {
        reason: message(locale, `feedback.reason-${reason}`),
        count: counts.reasons[reason],
      }),
    ),
    '',
    ...rowLines(feedback, locale),
  ];
  const more = total - feedback.length;
  if (more > 0) lines.push('', message(locale, 'feedback.more', { count: more }));
  return lines.join('\n');
}

/** A row of the table for each, and below it what the reader wrote and which answer it was. */
function rowLines(feedback: readonly StoredFeedback[], locale: Locale): string[] {
  const rows = feedback.map(({ createdAt, rating, reasons, answer }) => [
    `${createdAt.slice(0, 16).replace('T', ' ')}Z`,
    message(locale, `feedback.${rating}`),
    outcome(answer, locale),
    reasons.map((reason) => message(locale, `feedback.reason-${reason}`)).join(locale === 'en' ? ', ' : '、'),
  ]);
  const details = feedback.map((one) => detailsOf(one, locale));
  return tableLines(rows).flatMap((line, i) => [
    line,
    ...(details[i] ?? []).map((detail) => `    ${detail}`),
  ]);
}

function outcome(answer: RatedAnswer | null, locale: Locale): string {
  if (answer === null) return message(locale, 'feedback.unknown-answer');
  const confidence = answer.confidence === null ? '' : ` ${answer.confidence.toFixed(2)}`;
  return message(locale, answer.answered ? 'feedback.answered' : 'feedback.refused') + confidence;
}

// Readers wrote it, and articles are named by others: none of it may move the cursor.
function detailsOf({ answerId, note, answer }: StoredFeedback, locale: Locale): string[] {
  const lines = note === null ? [] : message(locale, 'feedback.note', { note }).split('\n');
  const { question = null, articleIds = [] } = answer ?? {};
  if (question !== null) lines.push(message(locale, 'feedback.question', { question }));
  if (articleIds.length > 0)
    lines.push(message(locale, 'feedback.articles', { list: articleIds.join(', ') }));
  lines.push(
    answer === null
      ? message(locale, 'feedback.answer-id', { id: answerId })
      : message(locale, 'feedback.answer', { id: answerId, generation: answer.generation }),
  );
  return lines.map(printable);
}
