import type { Source } from './answer.js';
import { answerText, type Turn } from './conversation.js';
import { articleAddress } from './link.js';
import type { Say } from './words.js';

/**
 * A turn as text to be pasted: the question, the short answer, the sentences with the numbers of their sources, and
 * under each number what it is, its words and its address. Of a refusal what it says and the nearest articles.
 */
export function copyText(turn: Turn, say: Say, endpoint: string): string {
  const { question, shortAnswer, sentences, refusal, isGenerated } = turn;
  const said = refusal
    ? [`${say('refused')}\n${refusal.message}`.trim()]
    : [
        shortAnswer !== null && sentences.length > 0 ? say('copy-short', { answer: shortAnswer }) : '',
        answerText(turn),
        isGenerated ? say('generated') : '',
      ];
  const sources = refusal?.nearest ?? turn.sources;
  const list = sources.map((source) => sourceText(source, say, endpoint)).join('\n');
  const heading = refusal ? say('nearest') : say('copy-sources');
  return [say('copy-question', { question }), ...said, list && `${heading}\n${list}`]
    .filter((part) => part !== '')
    .join('\n\n');
}

function sourceText(source: Source, say: Say, endpoint: string): string {
  const { number, title, publishedAt, quote, url, href } = source;
  const outlet = source.source ?? '';
  const line = [say('copy-title', { title }), outlet, publishedAt ?? say('undated')]
    .filter((part) => part !== '')
    .join(say('copy-separator'));
  const address = articleAddress(href, endpoint) ?? articleAddress(url ?? '', endpoint);
  return [`[${number}] ${line}`, say('copy-quote', { quote }), address ?? '']
    .filter((part) => part !== '')
    .join('\n    ');
}
