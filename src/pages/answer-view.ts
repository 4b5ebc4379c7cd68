import type { Answer, AnswerSentence } from '../domain/answer.js';
import type { Citation } from '../domain/citation.js';
import { html, type Html } from './html.js';
import type { PageContext, Words } from './layout.js';
import { words } from './layout.js';
import { metadataLine } from './metadata.js';
import { citationAddress } from './web-address.js';

/**
 * An answer as markup. static/ask.js builds the same elements while an answer streams in; an end-to-end test holds
 * the two together.
 */
export function answerView(context: PageContext, answer: Answer): Html {
  const say = words(context.locale);
  const { refusal } = answer;
  if (refusal) {
    return html`<div class="refusal">
        <h2>${say('page.refused')}</h2>
        <p>${refusal.message}</p>
      </div>
      ${refusal.nearest.length > 0 && sourceList(context, say('page.nearest'), refusal.nearest)}`;
  }
  const short =
    answer.shortAnswer !== null &&
    html`<p class="short-answer">
      <span class="label">${say('page.short-answer')}</span> <bdi>${answer.shortAnswer}</bdi>
    </p>`;
  return html`<div class="answer">
      ${short}
      <p class="answer-text" dir="auto">
        ${answer.sentences.map((sentence) => sentenceView(context, say, sentence, answer.citations))}
      </p>
      ${answer.notices.map(({ message }) => html`<p class="notice">${message}</p>`)}
    </div>
    ${sourceList(context, say('page.sources'), answer.citations)}`;
}

/** Numbers become links only for citations of this answer; a `[1]` that stands in the words themselves stays text. */
function sentenceView(
  context: PageContext,
  say: Words,
  sentence: AnswerSentence,
  citations: readonly Citation[],
): Html {
  const marks = sentence.citations.flatMap((number) => {
    const citation = citations.find((candidate) => candidate.number === number);
    const address = citation && citationAddress(citation.href, context.basePath);
    if (!citation || !address) return [];
    return [
      html`<a
        class="cite"
        href="${address}"
        aria-label="${say('page.citation', { number })}"
        title="${citation.title}"
        >${number}</a
      >`,
    ];
  });
  const partial = sentence.support !== 'supported';
  return html`<span
      class="sentence${partial && ' partial'}"
      ${partial && html` title="${say('page.partial')}"`}
      >${sentence.text}</span
    >${marks}`;
}

function sourceList(context: PageContext, heading: string, citations: readonly Citation[]): Html {
  return html`<section class="sources">
    <h2>${heading}</h2>
    <ol>
      ${citations.map((citation) => sourceCard(context, citation))}
    </ol>
  </section>`;
}

function sourceCard(context: PageContext, citation: Citation): Html {
  const say = words(context.locale);
  const address = citationAddress(citation.href, context.basePath);
  const title = html`<bdi>${citation.title}</bdi>`;
  return html`<li class="source">
    <span class="number" aria-hidden="true">${citation.number}</span>
    <div>
      <h3>${address === null ? title : html`<a href="${address}">${title}</a>`}</h3>
      ${metadataLine(say, citation, true)}
      <blockquote dir="auto">${quoteView(citation)}</blockquote>
      ${citation.repaired && html`<p class="repaired">${say('page.repaired')}</p>`}
    </div>
  </li>`;
}

/** The quote, with the short answer in it set off. */
function quoteView({ quote, sourceStart, answerStart, answerEnd }: Citation): Html {
  if (answerStart === null || answerEnd === null) return html`${quote}`;
  const start = answerStart - sourceStart;
  const end = answerEnd - sourceStart;
  return html`${quote.slice(0, start)}<strong>${quote.slice(start, end)}</strong>${quote.slice(end)}`;
}
