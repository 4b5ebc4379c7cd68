/**
 * Yinju through OpenAI's own client: nothing is changed but the address.
 *
 *     npm start &                                      # serves http://127.0.0.1:8080
 *     node examples/openai/chat.mjs "步云川鞋业在东南亚卖出了多少双鞋？"
 *
 * YINJU_URL is the address of another service. The client wants some key; Yinju does not look at it.
 */
import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: `${process.env.YINJU_URL ?? 'http://127.0.0.1:8080'}/v1`,
  apiKey: 'not-needed',
});
const question = process.argv[2] ?? '步云川鞋业在东南亚卖出了多少双鞋？';
const messages = [{ role: 'user', content: question }];

const completion = await client.chat.completions.create({ model: 'yinju', messages });
const { content, annotations } = completion.choices[0].message;
console.log(content);
for (const { url_citation: cited } of annotations) {
  // Which words of the answer the page bears out.
  const words = content.slice(cited.start_index, cited.end_index);
  console.log(`- ${cited.title}：${words}\n  ${cited.url}`);
}

console.log('\n# the same as a stream, with a follow-up question');
const stream = await client.chat.completions.create({
  model: 'yinju',
  stream: true,
  messages: [...messages, { role: 'assistant', content }, { role: 'user', content: '是哪一年的事？' }],
});
for await (const { choices } of stream) process.stdout.write(choices[0]?.delta.content ?? '');
console.log();
