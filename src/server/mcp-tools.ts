import { z } from '@hono/zod-openapi';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { answerSchema } from '../domain/answer.js';
import { askRequestSchema } from '../domain/question.js';
import { message } from '../messages/index.js';
import { inTurn, lastAnswer, startAnswer } from './answering.js';
import { requestContext, type AppContext, type Parts } from './context.js';
import { toHttpError } from './errors.js';
import { logFailure } from './log.js';
import { chatTextOf } from './openai/chat-response.js';
import { requireWords } from './question-text.js';
import { findArticle, shownArticle } from './routes/articles.js';
import { articleSchema, searchRequestSchema, searchResponseSchema } from './schemas.js';

const { question, history, filters, topK, locale } = askRequestSchema.shape;
const askInput = {
  question: question.describe('The question, in words as to a person; Chinese works best'),
  history: history.describe('What was said before, newest last, so that follow-ups are understood'),
  filters: filters.describe('Only articles of these days, sources or ids'),
  topK: topK.describe('How many passages are looked at'),
  locale: locale.describe('Language of refusals and notices'),
};
const askOutput = answerSchema.omit({ explain: true }).shape;
const searchInput = {
  query: searchRequestSchema.shape.query.describe('Words or a question'),
  topK: searchRequestSchema.shape.topK,
  filters: searchRequestSchema.shape.filters,
};
const articleInput = {
  id: z.string().min(1).max(500).describe('articleId of a citation or a search result'),
};

/** All tools only read the archive, and nothing beyond it. */
const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/**
 * A server of the Model Context Protocol for one request: tools `ask`, `search` and `get_article`. Each gives the object
 * that the route of its kind gives, and the same as text to read. What goes wrong is told as a tool's error.
 */
export function mcpServer(parts: Parts, c: AppContext): McpServer {
  const server = new McpServer({ name: 'yinju', title: 'Yinju 引据', version: parts.options.version });
  const { service, options } = parts;
  const base = options.publicUrl ?? new URL(c.req.url).origin;

  /** Runs a tool; whoever calls it is told what a client of HTTP would be. */
  const answering = async (work: () => Promise<CallToolResult>): Promise<CallToolResult> => {
    try {
      return await work();
    } catch (thrown) {
      const error = toHttpError(thrown, c.var.requestId);
      logFailure(options.logger, c.var.requestId, error);
      const text = message(c.var.locale, error.code, error.params);
      return { isError: true, content: [{ type: 'text', text }] };
    }
  };

  server.registerTool(
    'ask',
    {
      title: 'Ask the archive',
      description:
        'Answers a question with the exact sentences of the archive’s articles, each with its citation, or refuses where they hold no answer. `confidence` is the probability that the evidence answers.',
      inputSchema: askInput,
      outputSchema: askOutput,
      annotations,
    },
    (given) =>
      answering(async () => {
        if (given.locale) c.set('locale', given.locale);
        const asked = requireWords(given.question, 'question');
        const request = askRequestSchema.parse({ ...given, question: asked, locale: c.var.locale });
        const answer = await lastAnswer(startAnswer(parts, c, request).events);
        const { pieces, citations } = chatTextOf(answer, base, c.var.locale);
        const sources = citations.map(({ number, title, source, publishedAt, href }) =>
          [`[${number}] ${title}`, source, publishedAt, new URL(href, base).href]
            .filter((part) => part !== null)
            .join(' · '),
        );
        return said([pieces.join(''), ...(answer.answered ? sources : [])].join('\n'), answer);
      }),
  );

  server.registerTool(
    'search',
    {
      title: 'Search the archive',
      description: 'The passages of articles nearest to a query by meaning and words, best first.',
      inputSchema: searchInput,
      outputSchema: searchResponseSchema.shape,
      annotations,
    },
    (given) =>
      answering(async () => {
        const request = { ...given, query: requireWords(given.query, 'query'), explain: false };
        const found = await inTurn(parts, c, parts.searches, (signal) =>
          service.search(request, requestContext(c, signal)),
        );
        const text = found.results.map(
          ({ title, articleId, publishedAt, text: passage }, i) =>
            `${i + 1}. ${title} (${[articleId, publishedAt].filter((part) => part !== null).join(', ')})\n${passage}`,
        );
        return said(text.join('\n\n'), found);
      }),
  );

  server.registerTool(
    'get_article',
    {
      title: 'Read an article',
      description: 'The whole text of an article and what is known of it, by its id.',
      inputSchema: articleInput,
      outputSchema: articleSchema.shape,
      annotations,
    },
    ({ id }) =>
      answering(async () => {
        const article = shownArticle(await findArticle(service, id));
        const facts = [article.source, article.author, article.publishedAt, article.url];
        const head = [article.title, facts.filter((fact) => fact !== null).join(' · ')];
        return said([...head, '', article.text].join('\n'), article);
      }),
  );
  return server;
}

function said(text: string, structured: object): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: { ...structured } };
}
