import { describe, expect, it } from 'vitest';
import { newTurn, type Turn } from '../../src/widget/conversation.js';
import { failureOf } from '../../src/widget/failure.js';
import {
  ConversationStore,
  maxStoredLength,
  maxStoredTurns,
  readStored,
  storedText,
  type Store,
} from '../../src/widget/storage.js';
import { doneTurn, refusedTurn } from './samples.js';

function memory(): Store & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

const failing = (): never => {
  throw new DOMException('no', 'QuotaExceededError');
};

describe('a stored conversation', () => {
  it('comes back as it was', () => {
    const store = memory();
    const turns = [doneTurn, { ...refusedTurn, rating: 'down' as const }];
    new ConversationStore(store, 'k').save(turns);
    expect(new ConversationStore(store, 'k').load()).toEqual(turns);
    expect(new ConversationStore(store, 'other').load()).toEqual([]);
  });

  it('counts what was under way as stopped, and has nothing to wait for', () => {
    const waiting = failureOf('busy', { requestId: 'r', retryAt: 9e12 });
    const turns: Turn[] = [
      { ...newTurn('a', '一？'), state: 'answering' },
      { ...newTurn('b', '二？'), state: 'failed', failure: waiting },
    ];
    expect(readStored(storedText(turns))).toEqual([
      { ...turns[0], state: 'stopped' },
      { ...turns[1], failure: { ...waiting, retryAt: 0 } },
    ]);
  });

  it('keeps the newest turns, so many at most', () => {
    const turns = Array.from({ length: maxStoredTurns + 5 }, (_, n) => newTurn(`t${n}`, `${n}？`));
    const kept = readStored(storedText(turns));
    expect(kept.map(({ id }) => id)).toEqual(turns.slice(5).map(({ id }) => id));
  });

  it('keeps the newest turns, so much at most', () => {
    const long = (n: number): Turn => ({
      ...newTurn(`t${n}`, '长'.repeat(1000)),
      notices: ['长'.repeat(15_000)],
    });
    const turns = Array.from({ length: 30 }, (_, n) => long(n));
    const text = storedText(turns);
    expect(text.length).toBeLessThan(maxStoredLength + 100);
    const kept = readStored(text);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.at(-1)?.id).toBe('t29');
  });

  it('is gone when it is cleared or has no turns', () => {
    const store = memory();
    const kept = new ConversationStore(store, 'k');
    kept.save([doneTurn]);
    kept.clear();
    expect(store.entries.size).toBe(0);
    kept.save([doneTurn]);
    kept.save([]);
    expect(store.entries.size).toBe(0);
  });

  it.each([
    'null',
    '[]',
    '{"format":1}',
    '{"format":1,"turns":[null,1,{"id":5},{"id":"a"}]}',
    '{"format":2,"turns":[{"id":"a","question":"b"}]}',
    '{"format":1,"turns":',
    '<script>',
  ])('is empty where the store holds %s', (text) => {
    expect(readStored(text)).toEqual([]);
  });

  it('is none where the browser gives no store or takes nothing', () => {
    const none = new ConversationStore(null, 'k');
    none.save([doneTurn]);
    expect(none.load()).toEqual([]);
    none.clear();
    const full = new ConversationStore({ getItem: failing, setItem: failing, removeItem: failing }, 'k');
    full.save([doneTurn]);
    expect(full.load()).toEqual([]);
    full.clear();
  });
});
