import { UsageError } from '../errors.js';
import { noEnvironmentTracing } from '../no-tracing.js';
import { untilAborted } from '../until-aborted.js';
import {
  LanguageModelError,
  type LanguageModel,
  type LanguageModelSettings,
  type ModelMessage,
  type ModelPiece,
  type ModelRequest,
  type ModelUsage,
} from './language-model.js';
import { failureOf, retryAfterMs } from './model-failures.js';

/** Addresses that clients would take by themselves: named, so that no variable of other tools takes their place. */
const ownAddresses: Readonly<Record<string, string>> = {
  openai: 'https://api.openai.com/v1',
  ollama: 'http://127.0.0.1:11434',
};

/** Packages that come with Yinju; those of other providers are installed beside it. */
const packages: Readonly<Record<string, string>> = {
  openai: '@langchain/openai',
  ollama: '@langchain/ollama',
};
/** Tokens that rules, question and one passage take at least. */
const leastRoom = 900;
/** So often is a request tried again that the server was too busy to take. */
const retries = 2;

/**
 * The model that settings name, by LangChain's `initChatModel`. LangChain is loaded only here.
 * @throws UsageError naming the setting that is wrong, or the package that is missing
 */
export async function createLanguageModel(settings: LanguageModelSettings): Promise<LanguageModel> {
  const [provider, model] = namesOf(settings.name);
  const { contextTokens: context, maxOutputTokens: output } = settings;
  if (context - output < leastRoom) {
    throw new UsageError('language-model.little-room', { context, output, least: leastRoom });
  }
  const { initChatModel } = await import('langchain/chat_models/universal');
  const chat = await initChatModel(model, {
    modelProvider: provider,
    temperature: 0,
    // Ours, below: LangChain's would not end with the time that is left.
    maxRetries: 0,
    ...fieldsOf(provider, settings),
  }).catch((error: unknown) => {
    throw notMade(provider, settings.name, error);
  });
  const address = settings.baseUrl ?? ownAddresses[provider] ?? provider;
  return new LangChainModel(chat as unknown as ChatModel, { ...settings, address, model });
}

/** @throws UsageError */
function namesOf(name: string): readonly [provider: string, model: string] {
  const [, provider, model] = /^([a-z][\w-]*):(\S+)$/.exec(name) ?? [];
  if (provider === undefined || model === undefined) {
    throw new UsageError('language-model.bad-name', { value: name });
  }
  return [provider, model];
}

/** Providers name the same things differently. */
function fieldsOf(provider: string, settings: LanguageModelSettings): object {
  const { apiKey, maxOutputTokens, contextTokens } = settings;
  const baseUrl = settings.baseUrl ?? ownAddresses[provider];
  if (provider === 'openai') {
    // Servers that speak as OpenAI does often want no key; the client wants one of whatever kind.
    const key = apiKey ?? (settings.baseUrl === undefined ? undefined : 'none');
    if (key === undefined) throw new UsageError('language-model.no-key', { name: settings.name });
    return {
      apiKey: key,
      configuration: { baseURL: baseUrl, logLevel: 'off' },
      maxTokens: maxOutputTokens,
      streamUsage: true,
    };
  }
  if (provider === 'ollama') {
    const headers = apiKey === undefined ? {} : { headers: { Authorization: `Bearer ${apiKey}` } };
    return { baseUrl, numPredict: maxOutputTokens, numCtx: contextTokens, ...headers };
  }
  return {
    maxTokens: maxOutputTokens,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseUrl === undefined ? {} : { baseUrl, configuration: { baseURL: baseUrl } }),
  };
}

function notMade(provider: string, name: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  const text = error instanceof Error ? error.message : '';
  const missing = /npm install (@?[\w/-]+)/.exec(text)?.[1];
  if (missing !== undefined)
    return new UsageError('language-model.package-missing', { provider, package: missing });
  const known = /Supported model providers are: (.+)/.exec(text)?.[1];
  if (known !== undefined) return new UsageError('language-model.unknown-provider', { provider, known });
  return new UsageError('language-model.not-made', { name, package: packages[provider] ?? provider });
}

interface ChatSettings extends LanguageModelSettings {
  readonly address: string;
  readonly model: string;
}

class LangChainModel implements LanguageModel {
  readonly name: string;
  readonly contextTokens: number;
  readonly maxOutputTokens: number;

  constructor(
    private readonly chat: ChatModel,
    private readonly settings: ChatSettings,
  ) {
    this.name = settings.name;
    this.contextTokens = settings.contextTokens;
    this.maxOutputTokens = settings.maxOutputTokens;
  }

  async *stream({ messages, signal, timeoutMs }: ModelRequest): AsyncGenerator<ModelPiece> {
    const { firstTokenTimeoutMs } = this.settings;
    const wholeMs = Math.min(timeoutMs ?? Infinity, this.settings.timeoutMs);
    const ended = new AbortController();
    const end = (code: 'silent' | 'timed-out', ms: number) => () => {
      ended.abort(
        new LanguageModelError(`language-model.failure.${code}`, {
          name: this.name,
          seconds: Math.ceil(ms / 1000),
        }),
      );
    };
    const whole = setTimeout(end('timed-out', wholeMs), wholeMs);
    const first = setTimeout(end('silent', firstTokenTimeoutMs), firstTokenTimeoutMs);
    const scope = AbortSignal.any([signal, ended.signal]);
    const deadline = performance.now() + Math.min(wholeMs, firstTokenTimeoutMs);
    try {
      for (let attempt = 0; ; attempt++) {
        let begun = false;
        try {
          for await (const piece of this.pieces(messages, scope)) {
            begun = true;
            clearTimeout(first);
            yield piece;
          }
          return;
        } catch (error) {
          const wait = begun || attempt >= retries ? null : retryAfterMs(error, attempt);
          if (wait === null || performance.now() + wait > deadline) throw error;
          await untilAborted(new Promise((resolve) => setTimeout(resolve, wait).unref()), scope);
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      throw ended.signal.aborted ? ended.signal.reason : failureOf(error, this.settings);
    } finally {
      clearTimeout(whole);
      clearTimeout(first);
      // Whoever stops reading early stops the model too.
      ended.abort(new LanguageModelError('language-model.failure.broken-off', { name: this.name }));
    }
  }

  private async *pieces(messages: readonly ModelMessage[], signal: AbortSignal): AsyncGenerator<ModelPiece> {
    const stream = await untilAborted(
      this.chat.stream(messages, { signal, callbacks: [noEnvironmentTracing()] }),
      signal,
    );
    const iterator = stream[Symbol.asyncIterator]();
    let usage: ModelUsage | null = null;
    let reason: 'stopped' | 'length' | 'unknown' = 'unknown';
    for (;;) {
      const step: IteratorResult<unknown> = await untilAborted(iterator.next(), signal);
      if (step.done === true) break;
      const chunk = step.value as Chunk;
      const text = textOf(chunk);
      if (text !== '') yield { type: 'text', text };
      usage = usageOf(chunk) ?? usage;
      reason = reasonOf(chunk) ?? reason;
    }
    yield { type: 'end', reason, usage };
  }
}

/** Of LangChain's chat models what is used here. */
interface ChatModel {
  stream(
    messages: readonly ModelMessage[],
    options: { readonly signal: AbortSignal; readonly callbacks: readonly unknown[] },
  ): Promise<AsyncIterable<unknown>>;
}

/** What LangChain gives of a piece, whatever the provider. */
interface Chunk {
  readonly content: string | readonly { readonly type: string; readonly text?: unknown }[];
  readonly usage_metadata?: { readonly input_tokens: number; readonly output_tokens: number } | undefined;
  readonly response_metadata: Readonly<Record<string, unknown>>;
}

/** Only what is said: not what a model thought before, nor calls of tools. */
function textOf({ content }: Chunk): string {
  if (typeof content === 'string') return content;
  return content.map(({ type, text }) => (type === 'text' && typeof text === 'string' ? text : '')).join('');
}

function usageOf({ usage_metadata: counted }: Chunk): ModelUsage | null {
  return counted ? { inputTokens: counted.input_tokens, outputTokens: counted.output_tokens } : null;
}

function reasonOf({ response_metadata: told }: Chunk): 'stopped' | 'length' | null {
  const reason = told.finish_reason ?? told.done_reason;
  if (typeof reason !== 'string') return null;
  return reason === 'length' ? 'length' : 'stopped';
}
