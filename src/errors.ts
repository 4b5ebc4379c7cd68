import type { MessageKey, MessageParams } from './messages/index.js';

/** What the process exits with; see docs/operations.md. */
export const ExitStatus = { done: 0, failed: 1, wrongUse: 2, nothingToServe: 3 } as const;
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/**
 * Base of every error that Yinju raises on purpose. `code` is stable and for programs; `key` and `params`
 * name the message for people in src/messages (what is wrong, and the remedy); `cause` is what lay beneath.
 * Anything else that is thrown is a defect.
 */
export class YinjuError extends Error {
  readonly code: MessageKey;
  readonly params: MessageParams;
  readonly exitStatus: ExitStatus;

  constructor(
    code: MessageKey,
    params: MessageParams = {},
    options: { cause?: unknown; exitStatus?: ExitStatus } = {},
  ) {
    super(
      `${code} ${JSON.stringify(params)}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = new.target.name;
    this.code = code;
    this.params = params;
    this.exitStatus = options.exitStatus ?? ExitStatus.failed;
  }
}

/** The command line or a setting is wrong: exit status 2. */
export class UsageError extends YinjuError {
  constructor(code: MessageKey, params: MessageParams = {}, cause?: unknown) {
    super(code, params, { exitStatus: ExitStatus.wrongUse, ...(cause === undefined ? {} : { cause }) });
  }
}

/** The corpus yields nothing that can be indexed: exit status 1. */
export class CorpusError extends YinjuError {}

/** A model cannot be loaded or does not fit the index. */
export class ModelError extends YinjuError {}

/** There is no generation, or the one there is cannot be trusted: exit status 3. */
export class IndexError extends YinjuError {
  constructor(code: MessageKey, params: MessageParams = {}, cause?: unknown) {
    super(code, params, { exitStatus: ExitStatus.nothingToServe, ...(cause === undefined ? {} : { cause }) });
  }
}

/** A build could not be finished (disk full, read-only folder, another build running): exit status 1. */
export class BuildError extends YinjuError {}

/** Feedback or keys cannot be read or stored, or there is no such key: exit status 1. */
export class StateError extends YinjuError {}
