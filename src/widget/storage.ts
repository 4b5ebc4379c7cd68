import { newTurn, type Turn, type TurnState } from './conversation.js';
import { failureKinds, failureOf } from './failure.js';
import { fieldsOf, listOf, parseJson, readSentence, readStoredSource, textOf } from './read-answer.js';

/** What of `localStorage` is used. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The newest turns are kept, up to so many and to so many characters in all. */
export const maxStoredTurns = 40;
export const maxStoredLength = 200_000;

const format = 1;

/** A conversation kept in a browser, under one key. A store that is full, forbidden or damaged is none. */
export class ConversationStore {
  /** @param store null keeps nothing */
  constructor(
    private readonly store: Store | null,
    readonly key: string,
  ) {}

  load(): Turn[] {
    try {
      const stored = this.store?.getItem(this.key) ?? '';
      return stored === '' || stored.length > 2 * maxStoredLength ? [] : readStored(stored);
    } catch {
      return [];
    }
  }

  save(turns: readonly Turn[]): void {
    if (turns.length === 0) {
      this.clear();
      return;
    }
    try {
      this.store?.setItem(this.key, storedText(turns));
    } catch {
      // No room, or not allowed: the conversation lives as long as the page does.
    }
  }

  clear(): void {
    try {
      this.store?.removeItem(this.key);
    } catch {
      // Not allowed, so nothing was kept either.
    }
  }
}

/** `localStorage`, or null where the page may not use it. */
export function localStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The newest turns that fit, as JSON. */
export function storedText(turns: readonly Turn[]): string {
  const texts: string[] = [];
  let length = 0;
  for (const turn of turns.slice(-maxStoredTurns).reverse()) {
    const text = JSON.stringify(turn);
    length += text.length;
    if (length > maxStoredLength) break;
    texts.unshift(text);
  }
  return `{"format":${format},"turns":[${texts.join()}]}`;
}

/** Turns as they were stored. One that was under way then was left behind: it counts as stopped. */
export function readStored(text: string): Turn[] {
  const fields = fieldsOf(parseJson(text));
  return fields.format === format ? listOf(fields.turns, readTurn).slice(-maxStoredTurns) : [];
}

const restState: Readonly<Record<string, TurnState>> = { done: 'done', failed: 'failed' };

function readTurn(value: unknown): Turn | null {
  const fields = fieldsOf(value);
  const id = textOf(fields.id);
  const question = textOf(fields.question);
  if (id === '' || question === '') return null;
  const refusal = fieldsOf(fields.refusal);
  const failure = fieldsOf(fields.failure);
  const kind = failureKinds.find((known) => known === failure.kind);
  const state = restState[textOf(fields.state)] ?? 'stopped';
  return {
    ...newTurn(id, question),
    state,
    answerId: textOf(fields.answerId),
    sources: listOf(fields.sources, readStoredSource),
    shortAnswer: textOf(fields.shortAnswer) || null,
    sentences: listOf(fields.sentences, readSentence),
    refusal:
      (fields.refusal ?? null) === null
        ? null
        : { message: textOf(refusal.message), nearest: listOf(refusal.nearest, readStoredSource) },
    notices: listOf(fields.notices, (notice) => textOf(notice) || null),
    isGenerated: fields.isGenerated === true,
    // Whatever there was to wait for has passed.
    failure: state === 'failed' ? failureOf(kind ?? 'lost', { requestId: textOf(failure.requestId) }) : null,
    rating: fields.rating === 'up' || fields.rating === 'down' ? fields.rating : null,
  };
}
