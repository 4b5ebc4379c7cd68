/**
 * Yinju as a server of the Model Context Protocol, asked by the protocol's own client. Assistants that speak it are set
 * up with the address alone: see mcp.json beside this file.
 *
 *     npm start &                                      # serves http://127.0.0.1:8080
 *     node examples/mcp/client.mjs "步云川鞋业在东南亚卖出了多少双鞋？"
 */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const address = new URL('/mcp', process.env.YINJU_URL ?? 'http://127.0.0.1:8080');
const client = new Client({ name: 'example', version: '1.0.0' });
await client.connect(new StreamableHTTPClientTransport(address));
try {
  const { tools } = await client.listTools();
  console.log(`tools: ${tools.map(({ name }) => name).join(', ')}`);
  const question = process.argv[2] ?? '步云川鞋业在东南亚卖出了多少双鞋？';
  const { content, structuredContent } = await client.callTool({ name: 'ask', arguments: { question } });
  console.log(content[0].text);
  const [citation] = structuredContent.citations;
  if (citation) {
    const article = await client.callTool({ name: 'get_article', arguments: { id: citation.articleId } });
    const { text } = article.structuredContent;
    console.log(`quote: ${text.slice(citation.sourceStart, citation.sourceEnd)}`);
  }
} finally {
  await client.close();
}
