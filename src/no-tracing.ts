import type { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { LangChainTracer } from '@langchain/core/tracers/tracer_langchain';

/**
 * A callback handler for `callbacks`: LangChain then starts no tracer because of variables in the environment
 * (`LANGSMITH_TRACING`, `LANGCHAIN_TRACING_V2` and their like) for what it is given to and the steps within. A
 * function in a chain that invokes something by itself must hand its `config` on, as always in LangChain. LangChain
 * starts a tracer wherever it finds none; this is one that keeps everything to itself.
 */
export function noEnvironmentTracing(): BaseCallbackHandler {
  return new SilentTracer();
}

class SilentTracer extends LangChainTracer {
  constructor() {
    const discard = () => Promise.resolve();
    super({ client: { createRun: discard, updateRun: discard } });
  }

  override onRunCreate(): Promise<void> {
    return Promise.resolve();
  }

  override onRunUpdate(): Promise<void> {
    return Promise.resolve();
  }

  /** LangSmith's `traceable` around a call hands its own client over here; it is not taken. */
  override updateFromRunTree(): void {
    return;
  }

  override copyWithTracingConfig(): LangChainTracer {
    return this;
  }
}
