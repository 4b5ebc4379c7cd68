import type { QuestionOutcome } from './evaluate.js';
import { intervalMark } from './report-charts.js';
import type { ComparedOutcome, MeasureChange, RunComparison } from './report-comparison.js';
import { orderOf, type Ordering, type Report } from './report-data.js';
import { clipped, html, table, type Markup } from './report-markup.js';
import { decimal, points, signed, type ReportWords } from './report-words.js';

/** Longest text of a question, sentence or quotation on the page, in UTF-16 units. */
const longestText = 320;
const listedQuestions = 40;

/** What went wrong most, with what was shown and what was right. */
export function failuresSection({ worst, failures, ordering }: Report, words: ReportWords): Markup {
  const { say } = words;
  if (failures === 0)
    return html`<section>
      <h2>${say('report.worst', { count: 0, failures })}</h2>
      <p>${say('report.no-failures')}</p>
    </section>`;
  return html`<section>
    <h2>${say('report.worst', { count: worst.length, failures })}</h2>
    <p class="note">${say('report.worst-note')}</p>
    <ol class="failures">
      ${worst.map((outcome) => failure(outcome, ordering, words))}
    </ol>
  </section>`;
}

function failure(outcome: QuestionOutcome, ordering: Ordering, { say }: ReportWords): Markup {
  const { question } = outcome;
  const before = question.history.slice(-2).map(({ content }) => clipped(content, 120));
  const value = orderOf(outcome, ordering);
  return html`<li>
    <p class="labels">
      <span class="verdict">${say(`report.verdict-${verdictOf(outcome)}`)}</span>
      <span><bdi>${clipped(question.id, 60)}</bdi></span
      ><span><bdi>${clipped(question.kind, 40)}</bdi></span
      ><span>${say(`report.${ordering}`)} ${decimal(value, 2)}</span>
    </p>
    <h3 dir="auto">${clipped(question.question, longestText)}</h3>
    ${before.length > 0 && html`<p class="soft" dir="auto">${say('report.after-history', { turn: before.join(' → ') })}</p>`}
    <dl>
      <dt>${say('report.shown')}</dt>
      <dd>${shown(outcome, say)}</dd>
      <dt>${say('report.expected')}</dt>
      <dd>${expected(outcome, say)}</dd>
    </dl>
  </li>`;
}

function verdictOf({ question, answer, holds }: QuestionOutcome): 'answered' | 'refused' | 'long' | 'wrong' {
  if (!question.answerable) return 'answered';
  if (!answer.answered) return 'refused';
  return holds ? 'long' : 'wrong';
}

function shown({ answer }: QuestionOutcome, say: ReportWords['say']): Markup {
  if (!answer.answered) {
    const span = bestSpan(answer);
    return html`<p dir="auto">${answer.refusal?.message ?? say('report.refused')}</p>
      ${span !== null && html`<p class="soft" dir="auto">${say('report.best-span', { span: clipped(span, 120) })}</p>`}`;
  }
  const titles = new Map(answer.citations.map(({ number, title }) => [number, title]));
  return html`${answer.shortAnswer !== null && html`<p><mark dir="auto">${clipped(answer.shortAnswer, 120)}</mark></p>`}
  ${answer.sentences.slice(0, 6).map(({ text, citations }) => {
    const from = [...new Set(citations.map((number) => titles.get(number) ?? ''))].filter(Boolean);
    return html`<p dir="auto">
      ${clipped(text, longestText)}
      ${from.map((title) => html`<cite><bdi>${clipped(title, 60)}</bdi></cite>`)}
    </p>`;
  })}`;
}

function bestSpan({ explain }: QuestionOutcome['answer']): string | null {
  const read = (explain?.passages ?? []).flatMap(({ reading }) => (reading?.span ? [reading] : []));
  return read.sort((a, b) => b.score - a.score)[0]?.span ?? null;
}

function expected({ question, relevant }: QuestionOutcome, say: ReportWords['say']): Markup {
  if (!question.answerable) return html`<p>${say('report.refusal-expected')}</p>`;
  const sources = clipped(question.sources.join(', '), 120);
  const place = relevant.indexOf(true);
  const gold = question.answers.map(
    (alternatives) => html`<li><bdi>${clipped(alternatives.join(' / '), longestText)}</bdi></li>`,
  );
  const found = place < 0 ? say('report.not-found') : say('report.found-at', { rank: place + 1 });
  return html`${
    gold.length > 0
      ? html`<ul class="gold">
          ${gold.slice(0, 12)}
        </ul>`
      : html`<p dir="auto">${say('report.no-gold', { sources })}</p>`
  }
  ${sources !== '' && html`<p class="soft" dir="auto">${say('report.sources', { sources })} · ${found}</p>`}`;
}

/** This run beside an earlier one: measures, and the questions won and lost. */
export function changeSection(comparison: RunComparison, earlierName: string, words: ReportWords): Markup {
  const { say } = words;
  const { shared, onlyNow, onlyBefore, changes, won, lost } = comparison;
  return html`<section>
    <h2 dir="auto">${say('report.change', { name: earlierName })}</h2>
    <p class="note">${say('report.change-note', { shared, onlyNow, onlyBefore })}</p>
    ${changes.length > 0 && html`<div class="changes">${changeTable(changes, words)}</div>`}
    <div class="sides">${questionList('won', won, words)}${questionList('lost', lost, words)}</div>
  </section>`;
}

function changeTable(changes: readonly MeasureChange[], { say }: ReportWords): Markup {
  const heads = ['measure', 'n', 'before', 'after', 'difference', 'range'] as const;
  const nameOf = ({ measure }: MeasureChange) =>
    say(measure === 'succeeded' ? 'report.c-succeeded' : `report.m-${measure}`);
  return table(
    heads.map((head) => say(`report.${head}`)),
    changes.map(
      (change) =>
        html`<tr>
          <th scope="row">${nameOf(change)}</th>
          <td class="number">${change.count}</td>
          <td class="number">${points(change.before)}</td>
          <td class="number">${points(change.after)}</td>
          <td class="number"><strong>${signed(change.after - change.before)}</strong></td>
          <td class="number">
            ${signed(change.low)} …
            ${signed(change.high)}${intervalMark(
              `${signed(change.low)} … ${signed(change.high)}`,
              { value: change.after - change.before, low: change.low, high: change.high },
              spread(changes),
            )}
          </td>
        </tr>`,
    ),
  );
}

/** One scale for all differences, so that they can be compared by eye. */
function spread(changes: readonly MeasureChange[]): [number, number] {
  const widest = Math.max(0.02, ...changes.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return [-widest, widest];
}

function questionList(
  side: 'won' | 'lost',
  questions: readonly ComparedOutcome[],
  { say }: ReportWords,
): Markup {
  const what = (answered: boolean, right: boolean, short: string | null) => {
    if (!answered) return say('report.refused');
    return [say(right ? 'report.right' : 'report.wrong'), short === null ? '' : clipped(short, 60)]
      .filter(Boolean)
      .join(' · ');
  };
  const items = questions.slice(0, listedQuestions).map(
    ({ now, before }) =>
      html`<li>
        <p dir="auto">
          <span class="id"><bdi>${clipped(now.question.id, 60)}</bdi></span>
          ${clipped(now.question.question, 120)}
        </p>
        <p class="soft" dir="auto">
          ${say('report.was', { what: what(before.answered, before.right, before.shortAnswer) })}<br />${say(
            'report.is',
            {
              what: what(now.answer.answered, now.right, now.answer.shortAnswer),
            },
          )}
        </p>
      </li>`,
  );
  const rest = questions.length - items.length;
  return html`<div class="${side}">
    <h3>${say(`report.${side}`, { count: questions.length })}</h3>
    <ul class="changed">
      ${items.length > 0 ? items : html`<li class="soft">${say('report.none')}</li>`}
      ${rest > 0 && html`<li class="soft">${say('report.more', { count: rest })}</li>`}
    </ul>
  </div>`;
}
