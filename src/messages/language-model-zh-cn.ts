import type { LanguageModelWords } from './language-model-en.js';

/** Words about language models, simplified Chinese. */
export const languageModelZhCN: LanguageModelWords = {
  'answer.model-failed': '语言模型暂时不可用，以下是文章原句。',
  'answer.model-slow': '语言模型没有及时作答，以下是文章原句。',
  'answer.model-declined': '语言模型在这些段落里没有找到答案，以下是最接近的文章原句。',
  'answer.model-unsupported': '语言模型写的内容在文章中找不到依据，没有显示；以下是文章原句。',
  'answer.model-empty': '语言模型没有写出可用的内容，以下是文章原句。',
  'answer.sentences-dropped': '语言模型有 {count} 句话在文章中找不到依据，已略去。',
  'answer.sentences-unsupported': '有 {count} 句话在文章中找不到依据，已标出。',
  'answer.sentences-partial': '有 {count} 句话只有部分依据，已标出。',
  'answer.model-cut': '语言模型写得过长，到此为止。',
  'search.no-language-model': '这里没有设置语言模型，不能生成回答。请去掉 "mode"，或请管理员设置 YINJU_LLM。',
  'language-model.failure.unreachable':
    '无法连接语言模型 {name}，地址 {address}（{detail}）。请启动它的服务，或改正 YINJU_LLM_BASE_URL。',
  'language-model.failure.key-refused':
    '语言模型 {name} 的服务不接受密钥（状态码 {status}）。请改正 YINJU_LLM_API_KEY。',
  'language-model.failure.unknown-model':
    '{address} 的服务没有语言模型 {name}（状态码 {status}）。请改正 YINJU_LLM 或 YINJU_LLM_BASE_URL；使用 Ollama 时请运行：ollama pull {model}',
  'language-model.failure.rate-limited':
    '语言模型 {name} 的服务暂时不再接受请求（状态码 {status}）。请稍候，或提高账户的限额。',
  'language-model.failure.refused':
    '语言模型 {name} 的服务拒绝了请求（状态码 {status}，{detail}）。YINJU_LLM_CONTEXT_TOKENS 或 YINJU_LLM_MAX_OUTPUT_TOKENS 可能超过了模型的上限。',
  'language-model.failure.server-failed': '语言模型 {name} 的服务出错（状态码 {status}）。请查看它的日志。',
  'language-model.failure.silent':
    '语言模型 {name} 在 {seconds} 秒内没有任何输出。如果它需要较长时间载入，请调大 YINJU_LLM_FIRST_TOKEN_TIMEOUT_MS。',
  'language-model.failure.timed-out':
    '语言模型 {name} 没有在 {seconds} 秒内写完。请调大 YINJU_LLM_TIMEOUT_MS，或换用更快的模型。',
  'language-model.failure.bad-form':
    '语言模型 {name} 的服务发来的内容无法读取。请检查 YINJU_LLM 与 YINJU_LLM_BASE_URL 是否相符。',
  'language-model.failure.broken-off': '语言模型 {name} 的回答中断了。请查看它的服务的日志。',
  'language-model.bad-name':
    'YINJU_LLM={value} 不是语言模型的名称。请写成 provider:model，例如 openai:gpt-4.1-mini 或 ollama:qwen3:8b。',
  'language-model.unknown-provider':
    'YINJU_LLM：没有名为 {provider} 的提供方。可用的有：{known}。与 OpenAI 接口兼容的服务请写 openai: 并设置 YINJU_LLM_BASE_URL。',
  'language-model.package-missing': '提供方 {provider} 需要软件包 {package}。请安装：npm install {package}',
  'language-model.not-made': '无法建立语言模型 {name}。请检查 YINJU_LLM_API_KEY，以及 {package} 所需的变量。',
  'language-model.no-key': '语言模型 {name} 需要密钥。请设置 YINJU_LLM_API_KEY。',
  'language-model.little-room':
    'YINJU_LLM_CONTEXT_TOKENS={context} 除去 YINJU_LLM_MAX_OUTPUT_TOKENS={output} 之后放不下段落：至少要多出 {least}。',
  'doctor.language-model': '语言模型 {name} 能够作答（答完用时 {ms} 毫秒）',
  'doctor.language-model-odd':
    '语言模型 {name} 有回应，但答非所问。多数回答将会是文章原句；请试用更大的模型。',
  'doctor.no-language-model': '没有语言模型：回答是文章原句（可用 YINJU_LLM 设置）',
  'status.language-model': '语言模型：{name}',
  'status.no-language-model': '语言模型：无',
};
