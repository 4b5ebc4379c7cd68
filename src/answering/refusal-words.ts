import { fold } from '../text/fold.js';
import type { GatheredEvidence } from './gather-evidence.js';
import { yearsIn } from './question-traits.js';
import { wholeWords, type WeightedWord } from './question-words.js';
import { passageContext } from './rank-evidence.js';

/** Words of a question as its reader wrote them. */
export interface RefusalWords {
  /** What was looked for, rarest first. */
  readonly looked: readonly string[];
  /** What the nearest passages do not mention, rarest first. */
  readonly missing: readonly string[];
}

const mostLooked = 6;
const mostMissing = 3;

/** What a refusal can say of why nothing fits. */
export function refusalWords(question: string, { question: traits, read }: GatheredEvidence): RefusalWords {
  const context = read.map(passageContext).join('\n');
  const years = traits.years.filter((year) => read.length > 0 && !yearsIn(context).includes(year));
  const missing = traits.words.filter(({ text }) => !context.includes(text));
  const asWritten = writtenIn(question);
  return {
    looked: rarestFirst(traits.words).slice(0, mostLooked).map(asWritten),
    missing: [...years, ...rarestFirst(missing).map(asWritten)].slice(0, mostMissing),
  };
}

function rarestFirst(words: readonly WeightedWord[]): string[] {
  return wholeWords([...words].sort((a, b) => b.weight - a.weight).map(({ text }) => text));
}

/** Turns folded words back into what stands in the question, in its own script. */
function writtenIn(question: string): (word: string) => string {
  const { text, offsets } = fold(question);
  return (word) => {
    const at = text.indexOf(word);
    if (at < 0) return word;
    return question.slice(offsets[at] ?? 0, offsets[at + word.length] ?? question.length);
  };
}
