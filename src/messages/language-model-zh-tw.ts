import type { LanguageModelWords } from './language-model-en.js';

/** Words about language models, traditional Chinese. */
export const languageModelZhTW: LanguageModelWords = {
  'answer.model-failed': '語言模型暫時無法使用，以下是文章原句。',
  'answer.model-slow': '語言模型沒有及時作答，以下是文章原句。',
  'answer.model-declined': '語言模型在這些段落裡沒有找到答案，以下是最接近的文章原句。',
  'answer.model-unsupported': '語言模型寫的內容在文章中找不到依據，沒有顯示；以下是文章原句。',
  'answer.model-empty': '語言模型沒有寫出可用的內容，以下是文章原句。',
  'answer.sentences-dropped': '語言模型有 {count} 句話在文章中找不到依據，已略去。',
  'answer.sentences-unsupported': '有 {count} 句話在文章中找不到依據，已標出。',
  'answer.sentences-partial': '有 {count} 句話只有部分依據，已標出。',
  'answer.model-cut': '語言模型寫得過長，到此為止。',
  'search.no-language-model': '這裡沒有設定語言模型，無法產生回答。請去掉 "mode"，或請管理員設定 YINJU_LLM。',
  'language-model.failure.unreachable':
    '無法連上語言模型 {name}，位址 {address}（{detail}）。請啟動它的服務，或改正 YINJU_LLM_BASE_URL。',
  'language-model.failure.key-refused':
    '語言模型 {name} 的服務不接受金鑰（狀態碼 {status}）。請改正 YINJU_LLM_API_KEY。',
  'language-model.failure.unknown-model':
    '{address} 的服務沒有語言模型 {name}（狀態碼 {status}）。請改正 YINJU_LLM 或 YINJU_LLM_BASE_URL；使用 Ollama 時請執行：ollama pull {model}',
  'language-model.failure.rate-limited':
    '語言模型 {name} 的服務暫時不再接受請求（狀態碼 {status}）。請稍候，或提高帳戶的限額。',
  'language-model.failure.refused':
    '語言模型 {name} 的服務拒絕了請求（狀態碼 {status}，{detail}）。YINJU_LLM_CONTEXT_TOKENS 或 YINJU_LLM_MAX_OUTPUT_TOKENS 可能超過了模型的上限。',
  'language-model.failure.server-failed': '語言模型 {name} 的服務出錯（狀態碼 {status}）。請查看它的紀錄。',
  'language-model.failure.silent':
    '語言模型 {name} 在 {seconds} 秒內沒有任何輸出。如果它需要較長時間載入，請調大 YINJU_LLM_FIRST_TOKEN_TIMEOUT_MS。',
  'language-model.failure.timed-out':
    '語言模型 {name} 沒有在 {seconds} 秒內寫完。請調大 YINJU_LLM_TIMEOUT_MS，或改用更快的模型。',
  'language-model.failure.bad-form':
    '語言模型 {name} 的服務送來的內容無法讀取。請檢查 YINJU_LLM 與 YINJU_LLM_BASE_URL 是否相符。',
  'language-model.failure.broken-off': '語言模型 {name} 的回答中斷了。請查看它的服務的紀錄。',
  'language-model.bad-name':
    'YINJU_LLM={value} 不是語言模型的名稱。請寫成 provider:model，例如 openai:gpt-4.1-mini 或 ollama:qwen3:8b。',
  'language-model.unknown-provider':
    'YINJU_LLM：沒有名為 {provider} 的提供者。可用的有：{known}。與 OpenAI 介面相容的服務請寫 openai: 並設定 YINJU_LLM_BASE_URL。',
  'language-model.package-missing': '提供者 {provider} 需要套件 {package}。請安裝：npm install {package}',
  'language-model.not-made': '無法建立語言模型 {name}。請檢查 YINJU_LLM_API_KEY，以及 {package} 所需的變數。',
  'language-model.no-key': '語言模型 {name} 需要金鑰。請設定 YINJU_LLM_API_KEY。',
  'language-model.little-room':
    'YINJU_LLM_CONTEXT_TOKENS={context} 除去 YINJU_LLM_MAX_OUTPUT_TOKENS={output} 之後放不下段落：至少要多出 {least}。',
  'doctor.language-model': '語言模型 {name} 能夠作答（答完用時 {ms} 毫秒）',
  'doctor.language-model-odd':
    '語言模型 {name} 有回應，但答非所問。多數回答將會是文章原句；請試用更大的模型。',
  'doctor.no-language-model': '沒有語言模型：回答是文章原句（可用 YINJU_LLM 設定）',
  'status.language-model': '語言模型：{name}',
  'status.no-language-model': '語言模型：無',
};
