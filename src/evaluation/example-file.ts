import { readFileSync, writeFileSync } from 'node:fs';
import type { ReadPassage } from '../answering/evidence.js';
import { questionTraits } from '../answering/question-traits.js';
import type { WeightedWord } from '../answering/question-words.js';
import type { Example, NearMiss } from './examples.js';
import type { EvaluationQuestion } from './question-set.js';

/** A line of a file of examples: what took the index and the models to find out. The rest is made anew on reading. */
interface StoredExample {
  readonly question: EvaluationQuestion;
  readonly nearMiss: NearMiss | null;
  readonly passages: number;
  readonly asked: string;
  readonly words: readonly WeightedWord[];
  readonly read: readonly ReadPassage[];
}

/** Writes examples to a file of JSON Lines, so that a fit can be repeated without asking again. */
export function writeExamples(path: string, examples: readonly Example[]): void {
  const lines = examples.map(({ question, nearMiss, passages, found }) => {
    const stored: StoredExample = {
      question,
      nearMiss,
      passages,
      asked: found.question.asked,
      words: found.question.words,
      read: found.read.map(({ found: passage, reading, article }) => ({
        found: passage,
        reading,
        article: { title: article.title, publishedAt: article.publishedAt },
      })),
    };
    return JSON.stringify(stored);
  });
  writeFileSync(path, lines.join('\n') + '\n');
}

/**
 * Reads what {@link writeExamples} wrote; the file is our own, so its shape is not checked.
 * @param readPassages only so many of the passages that were read
 */
export function readExamples(path: string, readPassages: number): Example[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { question, nearMiss, passages, asked, words, read } = JSON.parse(line) as StoredExample;
      const first = read.slice(0, readPassages);
      return { question, nearMiss, passages, found: { question: questionTraits(asked, words), read: first } };
    });
}
