import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { StateError } from '../errors.js';
import type { StateFile } from './state-file.js';

/** An API key as it is known afterwards: without the key itself. */
export interface KeyInfo {
  readonly name: string;
  /** May read feedback and counts. */
  readonly admin: boolean;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
}

interface Row {
  readonly name: string;
  readonly hash: Buffer;
  readonly admin: number;
  readonly created_at: string;
}

const keyBytes = 32;
/** `yinju_` lets scanners for secrets recognise one that was committed or posted. */
const keyForm = /^yinju_[A-Za-z0-9_-]{43}$/;
const plainName = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/** Whether a key may have this name: up to 64 letters, digits, dots, dashes and underscores. */
export function isKeyName(name: string): boolean {
  return plainName.test(name);
}

/** API keys by their SHA-256: random 256 bits need no slow hash. */
export class KeyStore {
  constructor(private readonly file: StateFile) {}

  /**
   * Makes a key; it is not kept and cannot be shown again.
   * @throws StateError the name is taken, or the key cannot be stored
   */
  async add(name: string, { admin }: { readonly admin: boolean }): Promise<KeyInfo & { key: string }> {
    const key = `yinju_${randomBytes(keyBytes).toString('base64url')}`;
    const createdAt = new Date().toISOString();
    await this.file.write((database) => {
      const taken = database.prepare('SELECT 1 FROM keys WHERE name = ?').get(name) !== undefined;
      if (taken) throw new StateError('keys.name-taken', { name });
      database
        .prepare('INSERT INTO keys (name, hash, admin, created_at) VALUES (?, ?, ?, ?)')
        .run(name, hashOf(key), admin ? 1 : 0, createdAt);
    });
    return { name, admin, createdAt, key };
  }

  /** By name. @throws StateError when they cannot be read */
  async list(): Promise<readonly KeyInfo[]> {
    return (await this.#rows()).map(infoOf);
  }

  /** From now on the key fits no more. @throws StateError there is no key of this name, or it cannot be removed */
  async revoke(name: string): Promise<void> {
    await this.file.write((database) => {
      const { changes } = database.prepare('DELETE FROM keys WHERE name = ?').run(name);
      if (changes === 0) throw new StateError('keys.unknown', { name });
    });
  }

  /**
   * Whose key this is, or null. Every key is compared, each in constant time, so that the time of an answer tells
   * nothing about any of them.
   * @throws StateError when the keys cannot be read
   */
  async find(key: string): Promise<KeyInfo | null> {
    // What cannot be a key costs no look at the disk.
    if (!keyForm.test(key)) return null;
    const hash = hashOf(key);
    let found: KeyInfo | null = null;
    for (const row of await this.#rows()) {
      if (row.hash.length === hash.length && timingSafeEqual(row.hash, hash)) found = infoOf(row);
    }
    return found;
  }

  async #rows(): Promise<readonly Row[]> {
    return (
      (await this.file.read((database) =>
        database.prepare<[], Row>('SELECT name, hash, admin, created_at FROM keys ORDER BY name').all(),
      )) ?? []
    );
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function infoOf({ name, admin, created_at: createdAt }: Row): KeyInfo {
  return { name, admin: admin === 1, createdAt };
}
