/**
 * Yinju as a chat model of LangChain: ChatOpenAI with another address.
 *
 *     npm start &                                      # serves http://127.0.0.1:8080
 *     node examples/langchain/chat-openai.mjs "榕湾市有多少家制鞋企业？"
 *
 * YINJU_URL is the address of another service.
 */
import { ChatOpenAI } from '@langchain/openai';
import { noEnvironmentTracing } from 'yinju';

const question = process.argv[2] ?? '榕湾市有多少家制鞋企业？';
const model = new ChatOpenAI({
  model: 'yinju',
  apiKey: 'not-needed',
  configuration: { baseURL: `${process.env.YINJU_URL ?? 'http://127.0.0.1:8080'}/v1` },
});
// Without this, LANGSMITH_TRACING and its like in the environment make LangChain send questions away.
const { content } = await model.invoke(question, { callbacks: [noEnvironmentTracing()] });
console.log(typeof content === 'string' ? content : content.map((part) => part.text ?? '').join(''));
