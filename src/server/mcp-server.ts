import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import { message } from '../messages/index.js';
import type { AppContext, Parts } from './context.js';
import { toHttpError } from './errors.js';
import { logFailure } from './log.js';
import { tools } from './mcp-tools.js';

/**
 * A server of the Model Context Protocol for one request. Its tools are listed and called by hand, not by the SDK's
 * `registerTool`, which tells what is wrong with arguments in English and in the terms of a schema; here it is told as by
 * the routes of HTTP, in the language of the caller.
 */
export function mcpServer(parts: Parts, c: AppContext): McpServer {
  const mcp = new McpServer(
    { name: 'yinju', title: 'Yinju 引据', version: parts.options.version },
    { instructions: 'An archive of articles. Cite what `ask` and `search` find; never answer beyond it.' },
  );
  mcp.server.registerCapabilities({ tools: {} });
  mcp.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(({ listed }) => listed) }));
  mcp.server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find(({ listed }) => listed.name === params.name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `No tool ${params.name}`);
    try {
      return await tool.call(parts, c, params.arguments);
    } catch (thrown) {
      return toolError(parts, c, thrown);
    }
  });
  return mcp;
}

/** What went wrong, as a client of HTTP would be told; every field that is wrong on a line. */
function toolError({ options }: Parts, c: AppContext, thrown: unknown): CallToolResult {
  const { locale, requestId } = c.var;
  const error = toHttpError(thrown, requestId);
  logFailure(options.logger, requestId, error);
  const problems = error.fields.length > 0 ? error.fields : [{ key: error.code, params: error.params }];
  const text = problems.map(({ key, params }) => message(locale, key, params)).join('\n');
  return { isError: true, content: [{ type: 'text', text }] };
}
