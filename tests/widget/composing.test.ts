import { describe, expect, it } from 'vitest';
import { ComposingGuard, type KeyLike } from '../../src/widget/composing.js';

const key = (more: Partial<KeyLike> = {}): KeyLike => ({
  key: 'Enter',
  isComposing: false,
  keyCode: 13,
  timeStamp: 10_000,
  ...more,
});

describe('ComposingGuard', () => {
  it('leaves keys alone where nothing is composed', () => {
    expect(new ComposingGuard().owns(key())).toBe(false);
    expect(new ComposingGuard().owns(key({ timeStamp: 0 }))).toBe(false);
  });

  it('knows a key that the browser marks, as most do', () => {
    expect(new ComposingGuard().owns(key({ isComposing: true }))).toBe(true);
    expect(new ComposingGuard().owns(key({ keyCode: 229 }))).toBe(true);
  });

  it('knows the key that ended a composition and comes after its end, as in Safari', () => {
    const guard = new ComposingGuard();
    guard.start();
    guard.end(10_000);
    expect(guard.owns(key({ keyCode: 229, timeStamp: 10_001 }))).toBe(true);
    expect(guard.owns(key({ timeStamp: 10_001 }))).toBe(true);
    expect(guard.owns(key({ key: 'Escape', timeStamp: 10_001 }))).toBe(true);
    expect(guard.owns(key({ key: 'a', timeStamp: 10_001 }))).toBe(false);
    expect(guard.owns(key({ timeStamp: 10_400 }))).toBe(false);
  });

  it('knows a key that is not marked while the end of the composition is late', () => {
    const guard = new ComposingGuard();
    guard.start();
    expect(guard.owns(key())).toBe(true);
    guard.end(10_050);
    expect(guard.owns(key({ timeStamp: 10_060 }))).toBe(true);
    expect(guard.owns(key({ timeStamp: 10_500 }))).toBe(false);
  });

  it('does not hold keys for ever when a composition is never ended', () => {
    const guard = new ComposingGuard();
    guard.start();
    guard.settle();
    expect(guard.owns(key())).toBe(false);
  });
});
