import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKeyName } from '../../src/state/key-store.js';
import { stateOf, type State } from '../../src/state/state.js';

let folder: string;
let state: State;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-keys-'));
  state = stateOf(folder, 10);
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('keys', () => {
  it('are 256 random bits, shown once and kept as a hash', async () => {
    const [one, two] = [
      await state.keys.add('one', { admin: true }),
      await state.keys.add('two', { admin: false }),
    ];
    for (const { key } of [one, two]) {
      expect(key).toMatch(/^yinju_[A-Za-z0-9_-]{43}$/);
      expect(Buffer.from(key.slice('yinju_'.length), 'base64url')).toHaveLength(32);
    }
    expect(one.key).not.toBe(two.key);
    expect(JSON.stringify(await state.keys.list())).not.toContain(one.key);
    state.close();
    const stored = readFileSync(join(folder, 'state.sqlite'), 'latin1');
    expect(stored).toContain('one');
    for (const { key } of [one, two]) expect(stored).not.toContain(key.slice('yinju_'.length));
  });

  it('fit whole only', async () => {
    const { key } = await state.keys.add('one', { admin: true });
    expect(await state.keys.find(key)).toMatchObject({ name: 'one', admin: true });
    const last = key.endsWith('A') ? 'B' : 'A';
    const wrong = [
      '',
      key.slice(0, -1),
      key.slice(0, 20),
      key.slice('yinju_'.length),
      `${key}A`,
      `${key}\0`,
      ` ${key}`,
      key.slice(0, -1) + last,
      key.toUpperCase(),
      `yinju_${'A'.repeat(43)}`,
    ];
    for (const other of wrong) expect(await state.keys.find(other), other).toBeNull();
  });

  it('are listed by name with their rights, and fit no more once revoked', async () => {
    const plain = await state.keys.add('看板', { admin: false });
    const admin = await state.keys.add('desk', { admin: true });
    expect((await state.keys.list()).map(({ name, admin: isAdmin }) => [name, isAdmin])).toEqual([
      ['desk', true],
      ['看板', false],
    ]);
    expect(await state.keys.find(plain.key)).toMatchObject({ name: '看板', admin: false });
    const elsewhere = stateOf(folder, 10);
    await elsewhere.keys.revoke('desk');
    elsewhere.close();
    expect(await state.keys.find(admin.key)).toBeNull();
    expect(await state.keys.find(plain.key)).not.toBeNull();
  });

  it('have names of their own', async () => {
    const { key } = await state.keys.add('desk', { admin: true });
    await expect(state.keys.add('desk', { admin: false })).rejects.toMatchObject({ code: 'keys.name-taken' });
    expect(await state.keys.find(key)).toMatchObject({ admin: true });
    await expect(state.keys.revoke('nobody')).rejects.toMatchObject({ code: 'keys.unknown' });
  });
});

it.each(['desk', '看板', 'a.b-c_d', '7'])('%s is a name', (name) => {
  expect(isKeyName(name)).toBe(true);
});
it.each(['', ' ', '-a', '.a', 'a b', 'a\nb', 'a\u001b[2J', '../x', `a${'b'.repeat(64)}`, 'a\u202eb'])(
  '%j is no name',
  (name) => {
    expect(isKeyName(name)).toBe(false);
  },
);
