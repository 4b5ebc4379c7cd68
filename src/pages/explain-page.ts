import type { Answer, ExplainedPassage, Explanation } from '../domain/answer.js';
import { articlePath, quoteFragment } from '../domain/article-link.js';
import type { Citation } from '../domain/citation.js';
import type { Passage } from '../domain/passage.js';
import { askForm } from './ask-form.js';
import { bar, comparedBars } from './charts.js';
import { featureTable } from './features.js';
import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';

type Part = Explanation['parts'][number];

export interface ExplainPage {
  /** As the reader typed it; '' before anything was asked. */
  readonly question: string;
  readonly answer?: Answer;
  /** Of the passages that the explanation names, as far as they are still there. */
  readonly passages?: readonly Passage[];
  /** Why there is no answer, for people. */
  readonly problem?: string;
}

/** A question's way through the service, for people who have not read its code. */
export function renderExplainPage(context: PageContext, page: ExplainPage): Html {
  const say = words(context.locale);
  const { question, answer, problem } = page;
  const query: Record<string, string> = question === '' ? {} : { q: question };
  return layout(context, {
    title: `${say('explain.title')} · ${say('page.brand')}`,
    place: '/explain',
    index: question === '',
    wide: true,
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/explain', query),
    main: markup`<div class="report">
<header>
<h1>${say('explain.title')}</h1>
<p class="lead">${say('explain.lead')}</p>
${askForm(context, '/explain', question, say('explain.show'))}
</header>
${problem !== undefined && markup`<p class="notice" role="alert">${problem}</p>`}
${answer?.explain && way(context, answer, answer.explain, page.passages ?? [])}
${answer === undefined && problem === undefined && steps(context)}
</div>`,
  });
}

const stepNames = ['words', 'retrieve', 'fuse', 'read', 'rank', 'judge'] as const;

/** What happens to any question, before one is asked. */
function steps(context: PageContext): Html {
  const say = words(context.locale);
  return markup`<ol class="steps">
${stepNames.map((name) => markup`<li><h2>${say(`explain.step-${name}`)}</h2><p>${say(`explain.step-${name}-text`)}</p></li>\n`)}</ol>`;
}

function way(
  context: PageContext,
  answer: Answer,
  explanation: Explanation,
  passages: readonly Passage[],
): Html {
  const say = words(context.locale);
  const { standaloneQuestion, question } = answer;
  const rewritten = standaloneQuestion !== question;
  return markup`${outcome(context, answer, explanation)}
${rewritten && markup`<p class="hint">${say('explain.understood-as')} <bdi>${standaloneQuestion}</bdi></p>`}
${explanation.parts.map((part, index) => partSection(context, part, explanation.parts.length > 1 ? index + 1 : null, passages, answer))}
${timings(context, answer)}`;
}

/** The end first: whether it was answered, with what, how sure, and why. */
function outcome(context: PageContext, answer: Answer, { verdict }: Explanation): Html {
  const say = words(context.locale);
  const { answered, shortAnswer, confidence } = answer;
  const heading = say(answered ? 'explain.answered' : 'explain.refused');
  return markup`<section class="outcome ${answered ? 'answered' : 'refused'}">
<h2>${heading}</h2>
${shortAnswer !== null && markup`<p class="short"><bdi>${shortAnswer}</bdi></p>`}
${answer.refusal && markup`<p>${answer.refusal.message}</p>`}
<p>${verdict}</p>
${confidence !== null && markup`<p class="measure"><span>${say('explain.confidence')} ${percent(confidence)}</span>${bar(confidence)}</p>`}
<p class="onward"><a href="${pagePath(context, '/', { q: answer.question })}">${say('explain.to-answer')}</a></p>
</section>`;
}

function partSection(
  context: PageContext,
  part: Part,
  number: number | null,
  passages: readonly Passage[],
  answer: Answer,
): Html {
  const say = words(context.locale);
  const heading =
    number !== null &&
    markup`<h2 class="part">${say('explain.part', { number })} <bdi>${part.question}</bdi></h2>`;
  const refusedWords = part.words.length === 0 && markup`<p class="hint">${say('explain.no-words')}</p>`;
  return markup`${heading}
<section>
<h2>${say('explain.step-words')}</h2>
<p class="hint">${say('explain.words-text')}</p>
<ul class="words">${part.words.map((word) => markup`<li dir="auto">${word}</li>`)}</ul>${refusedWords}
</section>
<section>
<h2>${say('explain.passages')}</h2>
${legend(context, ['dense', 'keyword', 'fused', 'reading'])}
<ol class="passages">
${passageItems(context, part, passages)}</ol>
</section>
${
  part.sentences.length > 0 &&
  markup`<section>
<h2>${say('explain.sentences')}</h2>
<p class="hint">${say('explain.sentences-text')}</p>
<ol class="sentences">
${sentenceItems(context, part, answer)}</ol>
</section>`
}
${
  part.features &&
  markup`<section>
<h2>${say('explain.step-judge')}</h2>
<p class="hint">${say('explain.features-text')}</p>
${part.confidence !== null && markup`<p class="measure"><span>${say('explain.confidence')} ${percent(part.confidence)}</span>${bar(part.confidence)}</p>`}
<p>${part.verdict}</p>
${featureTable(context.locale, part.features)}
</section>`
}`;
}

/** What each column means, in words. */
function legend(context: PageContext, names: readonly ('dense' | 'keyword' | 'fused' | 'reading')[]): Html {
  const say = words(context.locale);
  return markup`<dl class="legend">
${names.map((name) => markup`<div><dt>${say(`explain.${name}`)}</dt><dd>${say(`explain.${name}-text`)}</dd></div>\n`)}</dl>`;
}

function passageItems(context: PageContext, { passages }: Part, texts: readonly Passage[]): Html[] {
  const say = words(context.locale);
  const textOf = new Map(texts.map((passage) => [passage.id, passage]));
  const dense = comparedBars(passages.map(({ denseSimilarity }) => denseSimilarity));
  const keyword = comparedBars(passages.map(({ keywordScore }) => keywordScore));
  const fused = comparedBars(passages.map(({ fusedScore }) => fusedScore));
  const placing = (
    name: 'dense' | 'keyword' | 'fused',
    rank: number | null,
    score: string,
    drawn: Html | null,
  ): Html =>
    markup`<div><dt>${say(`explain.${name}`)}</dt><dd>${
      rank === null
        ? markup`<span class="none">${say('explain.not-found')}</span>`
        : markup`<span class="rank">${say('explain.rank', { rank })}</span> <span class="score">${score}</span>${drawn}`
    }</dd></div>`;
  return passages.map((passage, index) => {
    const { articleId, title, reading } = passage;
    const { start = null, end = null } = reading ?? {};
    const path = articlePath(articleId);
    const address =
      start === null || end === null
        ? pagePath(context, path)
        : `${pagePath(context, path, { start: String(start), end: String(end) })}#${quoteFragment}`;
    return markup`<li>
<h3><a href="${address}"><bdi>${title}</bdi></a></h3>
${excerpt(passage, textOf.get(passage.passageId))}
<dl class="placings">
${placing('dense', passage.denseRank, figure(passage.denseSimilarity, 3), dense[index] ?? null)}
${placing('keyword', passage.keywordRank, figure(passage.keywordScore, 1), keyword[index] ?? null)}
${placing('fused', passage.fusedRank, figure(passage.fusedScore, 2), fused[index] ?? null)}
<div><dt>${say('explain.reading')}</dt><dd>${readingOf(context, reading)}</dd></div>
</dl>
</li>\n`;
  });
}

/** So much of a passage is shown before and behind what was found in it, in UTF-16 units. */
const around = 60;

/** A piece of the passage: around what the reader found, which is set off where it counts, else the beginning. */
function excerpt({ reading }: ExplainedPassage, passage: Passage | undefined): Html | false {
  if (!passage) return false;
  const { text, start } = passage;
  const [from, to] = [(reading?.start ?? start) - start, (reading?.end ?? start) - start];
  const isWithin = from >= 0 && from <= to && to <= text.length;
  const span = isWithin ? { from, to } : { from: 0, to: 0 };
  const [first, last] = [Math.max(0, span.from - around), Math.min(text.length, span.to + around)];
  const found = text.slice(span.from, span.to);
  return markup`<blockquote dir="auto">${first > 0 && '…'}${text.slice(first, span.from)}${
    (reading?.score ?? -1) > 0 ? markup`<strong>${found}</strong>` : found
  }${text.slice(span.to, last)}${last < text.length && '…'}</blockquote>`;
}

function readingOf(context: PageContext, reading: ExplainedPassage['reading']): Html {
  const say = words(context.locale);
  if (!reading) return markup`<span class="none">${say('explain.not-read')}</span>`;
  const { span, score } = reading;
  const shown = markup`<span class="score">${figure(score, 1)}</span>`;
  // Below 0 the reader thinks that the passage has no answer; the words are only its best guess.
  if (score <= 0 || span === null || span === '') {
    const guess = span !== null && span !== '' && markup` <q class="guess" dir="auto">${span}</q>`;
    return markup`<span class="none">${say('explain.nothing-here')}</span>${guess} ${shown}`;
  }
  return markup`<q dir="auto">${span}</q> ${shown}`;
}

function sentenceItems(context: PageContext, { sentences }: Part, { citations }: Answer): Html[] {
  const say = words(context.locale);
  const bars = comparedBars(sentences.map(({ score }) => score));
  return sentences.map((sentence, index) => {
    const { text, score, chosen } = sentence;
    // What is chosen as evidence is not shown when the evidence is refused, or when a model writes from another.
    const isShown = citations.some((citation) => holds(citation, sentence));
    const mark = chosen && markup`<strong>${say(isShown ? 'explain.chosen' : 'explain.evidence')}</strong> `;
    return markup`<li${chosen && markup` class="chosen"`}><p dir="auto">${text}</p>
<p class="measure"><span>${mark}<span class="score">${figure(score, 1)}</span></span>${bars[index] ?? null}</p></li>\n`;
  });
}

function holds(
  { passageId, sourceStart, sourceEnd }: Citation,
  sentence: Part['sentences'][number],
): boolean {
  return passageId === sentence.passageId && sourceStart < sentence.end && sentence.start < sourceEnd;
}

const stages = ['condenseMs', 'embedMs', 'retrieveMs', 'readMs', 'answerMs'] as const;

function timings(context: PageContext, { timings: taken }: Answer): Html {
  const say = words(context.locale);
  const total = Math.max(1e-9, taken.totalMs);
  const row = (name: (typeof stages)[number]): Html =>
    markup`<tr><th scope="row">${say(`explain.${name}`)}</th><td class="number">${taken[name].toFixed(1)}</td><td>${bar(taken[name] / total)}</td></tr>\n`;
  return markup`<section>
<h2>${say('explain.time', { ms: Math.round(taken.totalMs) })}</h2>
<table class="measures"><thead><tr><th scope="col">${say('explain.stage')}</th><th scope="col" class="number">${say('explain.ms')}</th><td></td></tr></thead>
<tbody>${stages.map(row)}</tbody></table>
</section>`;
}

function figure(value: number | null, digits: number): string {
  return value === null ? '' : value.toFixed(digits).replace('-', '−');
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
