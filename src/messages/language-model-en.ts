/** Words about language models, English. */
export const languageModelEn = {
  'answer.model-failed':
    'The language model could not be used just now. These are the articles’ own sentences instead.',
  'answer.model-slow':
    'The language model did not answer in time. These are the articles’ own sentences instead.',
  'answer.model-declined':
    'The language model found no answer in the passages. These are the sentences of the articles that come nearest.',
  'answer.model-unsupported':
    'What the language model wrote is not borne out by the articles, so it is not shown. These are the articles’ own sentences instead.',
  'answer.model-empty':
    'The language model wrote nothing that can be used. These are the articles’ own sentences instead.',
  'answer.sentences-dropped':
    'Sentences of the language model left out, because no article bears them out: {count}.',
  'answer.sentences-unsupported': 'Sentences that no article bears out, marked as such: {count}.',
  'answer.sentences-partial': 'Sentences that are borne out only in part, marked as such: {count}.',
  'answer.model-cut': 'The language model went on for too long and was stopped here.',
  'search.no-language-model':
    'No language model is set up here, so no answer can be generated. Leave out "mode", or ask the operator to set YINJU_LLM.',
  'language-model.failure.unreachable':
    'The language model {name} cannot be reached at {address} ({detail}). Start its server, or correct YINJU_LLM_BASE_URL.',
  'language-model.failure.key-refused':
    'The server of the language model {name} refuses the key (status {status}). Correct YINJU_LLM_API_KEY.',
  'language-model.failure.unknown-model':
    'The server at {address} does not know the language model {name} (status {status}). Correct YINJU_LLM or YINJU_LLM_BASE_URL; with Ollama, run: ollama pull {model}',
  'language-model.failure.rate-limited':
    'The server of the language model {name} takes no more requests for now (status {status}). Wait, or raise the limits of the account.',
  'language-model.failure.refused':
    'The server of the language model {name} refuses the request (status {status}, {detail}). YINJU_LLM_CONTEXT_TOKENS or YINJU_LLM_MAX_OUTPUT_TOKENS may be more than the model takes.',
  'language-model.failure.server-failed':
    'The server of the language model {name} failed (status {status}). Look into its log.',
  'language-model.failure.silent':
    'The language model {name} said nothing for {seconds} s. Raise YINJU_LLM_FIRST_TOKEN_TIMEOUT_MS if it takes long to load.',
  'language-model.failure.timed-out':
    'The language model {name} did not finish within {seconds} s. Raise YINJU_LLM_TIMEOUT_MS, or use a faster model.',
  'language-model.failure.bad-form':
    'The server of the language model {name} sent what cannot be read. Check whether YINJU_LLM and YINJU_LLM_BASE_URL fit each other.',
  'language-model.failure.broken-off':
    'The answer of the language model {name} broke off. Look into the log of its server.',
  'language-model.bad-name':
    'YINJU_LLM={value} names no language model. Write provider:model, such as openai:gpt-4.1-mini or ollama:qwen3:8b.',
  'language-model.unknown-provider':
    'YINJU_LLM: {provider} is no provider that is known. Known are: {known}. Servers that speak as OpenAI does are openai: with YINJU_LLM_BASE_URL.',
  'language-model.package-missing':
    'The provider {provider} needs the package {package}. Install it: npm install {package}',
  'language-model.not-made':
    'The language model {name} cannot be set up. Check YINJU_LLM_API_KEY, and the variables that {package} asks for.',
  'language-model.no-key': 'The language model {name} needs a key. Set YINJU_LLM_API_KEY.',
  'language-model.little-room':
    'YINJU_LLM_CONTEXT_TOKENS={context} leaves no room for passages beside YINJU_LLM_MAX_OUTPUT_TOKENS={output}: it must be larger by at least {least}.',
  'doctor.language-model': 'Language model {name} answers ({ms} ms to the whole answer)',
  'doctor.language-model-odd':
    'Language model {name} answers, but not to what it was asked. Answers will mostly be the articles’ own sentences; try a larger model.',
  'doctor.no-language-model':
    'No language model: answers are the articles’ own sentences (YINJU_LLM to set one)',
  'status.language-model': 'Language model: {name}',
  'status.no-language-model': 'Language model: none',
};

/** The same words in another language. */
export type LanguageModelWords = Record<keyof typeof languageModelEn, string>;
