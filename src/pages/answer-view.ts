import type { Answer, AnswerSentence } from '../domain/answer.js';
import { quoteFragment } from '../domain/article-link.js';
import type { Citation } from '../domain/citation.js';
import { markup, type Html } from './html.js';
import { words, type PageContext } from './layout.js';
import { metadataLine } from './metadata.js';
import { citationAddress } from './web-address.js';

/** An answer as markup: the short answer, the sentences with their numbers, the sources; or the refusal. */
export function answerView(context: PageContext, answer: Answer): Html {
  const say = words(context.locale);
  const { refusal, shortAnswer } = answer;
  if (refusal) {
    const text = markup`<h2>${say('page.refused')}</h2><p>${refusal.message}</p>`;
    const nearest = refusal.nearest.length > 0 && sourceList(context, say('page.nearest'), refusal.nearest);
    return markup`<div class="refusal">${text}</div>${nearest}`;
  }
  const label = markup`<span class="label">${say('page.short-answer')}</span>`;
  const short =
    shortAnswer !== null && markup`<p class="short-answer">${label} <bdi>${shortAnswer}</bdi></p>`;
  const sentences = answer.sentences.map((sentence) => sentenceView(context, sentence, answer.citations));
  const text = markup`<p class="answer-text" dir="auto">${sentences}</p>`;
  const written = answer.mode === 'generated' && markup`<p class="hint">${say('page.generated')}</p>`;
  const notices = answer.notices.map((notice) => markup`<p class="notice">${notice.message}</p>`);
  const sources = sourceList(context, say('page.sources'), answer.citations);
  return markup`<div class="answer">${short}${text}${written}${notices}</div>${sources}`;
}

/** Numbers become links only for citations of this answer; a `[1]` that stands in the words themselves stays text. */
function sentenceView(context: PageContext, sentence: AnswerSentence, citations: readonly Citation[]): Html {
  const say = words(context.locale);
  const marks = sentence.citations.flatMap((number) => {
    const citation = citations.find((candidate) => candidate.number === number);
    const address = citation && quoteAddress(context, citation);
    if (!citation || !address) return [];
    const label = say('page.citation', { number });
    return [
      markup`<a class="cite" href="${address}" aria-label="${label}" title="${citation.title}">${number}</a>`,
    ];
  });
  const { support, text } = sentence;
  if (support === 'supported') return markup`<span class="sentence">${text}</span>${marks}`;
  const mark = markup`<span class="support" title="${say(`page.${support}-note`)}">${say(`page.${support}`)}</span>`;
  return markup`<span class="sentence ${support}">${text}</span> ${mark}${marks}`;
}

function sourceList(context: PageContext, heading: string, citations: readonly Citation[]): Html {
  const cards = citations.map((citation) => sourceCard(context, citation));
  return markup`<section class="sources"><h2>${heading}</h2><ol>${cards}</ol></section>`;
}

function sourceCard(context: PageContext, citation: Citation): Html {
  const say = words(context.locale);
  const address = quoteAddress(context, citation);
  const title = markup`<bdi>${citation.title}</bdi>`;
  const heading = markup`<h3>${address === null ? title : markup`<a href="${address}">${title}</a>`}</h3>`;
  const quote = markup`<blockquote dir="auto">${quoteView(citation)}</blockquote>`;
  const repaired = citation.repaired && markup`<p class="repaired">${say('page.repaired')}</p>`;
  const card = markup`<div>${heading}${metadataLine(say, citation, true)}${quote}${repaired}</div>`;
  return markup`<li class="source"><span class="number" aria-hidden="true">${citation.number}</span>${card}</li>`;
}

/** Where a citation leads, in the language that the reader chose. */
function quoteAddress({ basePath, chosenLocale }: PageContext, { href }: Citation): string | null {
  const address = citationAddress(href, basePath);
  return chosenLocale === undefined
    ? address
    : (address?.replace(`#${quoteFragment}`, `&lang=${chosenLocale}#${quoteFragment}`) ?? null);
}

/** The quote, with the short answer in it set off. */
function quoteView({ quote, sourceStart, answerStart, answerEnd }: Citation): Html {
  if (answerStart === null || answerEnd === null) return markup`${quote}`;
  const start = answerStart - sourceStart;
  const end = answerEnd - sourceStart;
  return markup`${quote.slice(0, start)}<strong>${quote.slice(start, end)}</strong>${quote.slice(end)}`;
}
