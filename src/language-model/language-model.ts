import { YinjuError } from '../errors.js';
import type { MessageKey, MessageParams } from '../messages/index.js';

/** What a language model is told. */
export interface ModelMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** Tokens, as the model's server counted them. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Part of what a model says, in order: pieces of text, then `end` once. */
export type ModelPiece =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'end';
      /** `stopped`: it had no more to say; `length`: it was cut off; `unknown`: its server did not say. */
      readonly reason: 'stopped' | 'length' | 'unknown';
      /** Null where the server counted nothing. */
      readonly usage: ModelUsage | null;
    };

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  /** Aborted: the request to the model's server is closed at once, and the stream rejects with the reason. */
  readonly signal: AbortSignal;
  /** Longest time for the whole of it, in milliseconds, where that is to be less than usual. */
  readonly timeoutMs?: number;
}

export interface LanguageModelSettings {
  /** `provider:model`, as `openai:gpt-4.1-mini` or `ollama:qwen3:8b`. */
  readonly name: string;
  /** Address of the model's server; the provider's own if absent. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
  /** Longest time to the first words, and to the last, in milliseconds. */
  readonly firstTokenTimeoutMs: number;
  readonly timeoutMs: number;
  readonly maxOutputTokens: number;
  readonly contextTokens: number;
}

/** A language model that writes text. Any number of streams may run at once. */
export interface LanguageModel {
  /** As it was set: `openai:gpt-4.1-mini`. */
  readonly name: string;
  /** What it can take in and put out together, in tokens. */
  readonly contextTokens: number;
  /** What it puts out at most, in tokens. */
  readonly maxOutputTokens: number;
  /** @throws LanguageModelError, within the time that is set, when the model fails in any way */
  stream(request: ModelRequest): AsyncIterable<ModelPiece>;
}

export type LanguageModelFailure = Extract<MessageKey, `language-model.failure.${string}`>;

/** A model could not be asked or did not answer as it should. Holds no key, no question and nothing of the answer. */
export class LanguageModelError extends YinjuError {
  override readonly code: LanguageModelFailure;

  constructor(code: LanguageModelFailure, params: MessageParams = {}) {
    // Without a cause: errors of HTTP clients carry the headers of the request, and so the key.
    super(code, params);
    this.code = code;
  }
}
