import { YinjuError } from '../../errors.js';
import type { MessageKey, MessageParams } from '../../messages/index.js';

export type Area = 'machine' | 'configuration' | 'models' | 'index';

/**
 * `ok`; `hint`: works, worth a look; `broken`: something does not work until it is mended; `missing`: nothing was
 * built yet, or there is nothing to build it from.
 */
export type Level = 'ok' | 'hint' | 'broken' | 'missing';

/** One thing that was looked at; the message says what to do where something is to be done. */
export interface Finding {
  readonly area: Area;
  readonly level: Level;
  readonly code: MessageKey;
  readonly params: MessageParams;
}

/** Makes findings of one area. */
export function findingsOf(area: Area) {
  const finding =
    (level: Level) =>
    (code: MessageKey, params: MessageParams = {}): Finding => ({ area, level, code, params });
  return {
    ok: finding('ok'),
    hint: finding('hint'),
    broken: finding('broken'),
    missing: finding('missing'),
    /** An error as a finding: its own message if it is ours, else that `what` could not be checked. */
    failed: (what: string, error: unknown): Finding =>
      error instanceof YinjuError
        ? finding('broken')(error.code, error.params)
        : finding('broken')('doctor.check-failed', { what, detail: detailOf(error) }),
  };
}

/** First line of an error's message, short enough for one line. */
export function detailOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}
