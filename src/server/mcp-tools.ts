import { z } from '@hono/zod-openapi';
import type { CallToolResult, Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { answerSchema } from '../domain/answer.js';
import { askRequestSchema } from '../domain/question.js';
import { inTurn, lastAnswer, startAnswer } from './answering.js';
import { requestContext, type AppContext, type Parts } from './context.js';
import { asLocale } from './negotiation.js';
import { chatTextOf } from './openai/chat-response.js';
import { requireWords } from './question-text.js';
import { findArticle, shownArticle } from './routes/articles.js';
import { articleSchema, searchRequestSchema, searchResponseSchema } from './schemas.js';
import { invalidFields } from './validation.js';

/** A tool as assistants are told of it, and what it does. */
export interface Tool {
  readonly listed: ListedTool;
  /** @throws HttpError naming the field where the arguments are wrong, and whatever its work throws */
  readonly call: (parts: Parts, c: AppContext, given: unknown) => Promise<CallToolResult>;
}

interface About<Input extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: z.ZodObject;
}

function tool<Input extends z.ZodObject>(
  { input, output, ...about }: About<Input>,
  work: (parts: Parts, c: AppContext, given: z.output<Input>) => Promise<CallToolResult>,
): Tool {
  return {
    listed: {
      ...about,
      inputSchema: jsonSchemaOf(input, 'input') as ListedTool['inputSchema'],
      outputSchema: jsonSchemaOf(output, 'output') as ListedTool['outputSchema'],
      // They only read the archive, and nothing beyond it.
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    call: async (parts, c, given) => {
      const locale = asLocale((given as { readonly locale?: unknown } | null | undefined)?.locale);
      if (locale) c.set('locale', locale);
      const parsed = input.safeParse(given ?? {});
      if (!parsed.success) throw invalidFields(parsed.error, given);
      return work(parts, c, parsed.data);
    },
  };
}

/** In the draft that the protocol's clients check with. */
function jsonSchemaOf(schema: z.ZodObject, io: 'input' | 'output'): object {
  return z.toJSONSchema(schema, { io, target: 'draft-7' });
}

/** `text` is for people and assistants to read, `structured` the object that the route of the same kind answers with. */
function said(text: string, structured: object): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: { ...structured } };
}

const { question, history, filters, topK, locale } = askRequestSchema.shape;

const askTool = tool(
  {
    name: 'ask',
    title: 'Ask the archive',
    description:
      'Answers a question with the exact sentences of the archive’s articles, each with its citation, or refuses where they hold no answer. `confidence` is the probability that the evidence answers.',
    input: z.strictObject({
      question: question.describe('The question, in words as to a person; Chinese works best'),
      history: history.describe('What was said before, newest last, so that follow-ups are understood'),
      filters: filters.describe('Only articles of these days, sources or ids'),
      topK: topK.describe('How many passages are looked at'),
      locale: locale.describe('Language of refusals and notices'),
    }),
    output: answerSchema.omit({ explain: true }),
  },
  async (parts, c, given) => {
    const asked = requireWords(given.question, 'question');
    const request = askRequestSchema.parse({ ...given, question: asked, locale: c.var.locale });
    const answer = await lastAnswer(startAnswer(parts, c, request).events);
    const base = parts.options.publicUrl ?? new URL(c.req.url).origin;
    const { pieces, citations } = chatTextOf(answer, base, c.var.locale);
    const sources = citations.map(({ number, title, source, publishedAt, href }) =>
      [`[${number}] ${title}`, source, publishedAt, new URL(href, base).href]
        .filter((part) => part !== null)
        .join(' · '),
    );
    return said([pieces.join(''), ...(answer.answered ? sources : [])].join('\n'), answer);
  },
);

const searchTool = tool(
  {
    name: 'search',
    title: 'Search the archive',
    description: 'The passages of articles nearest to a query by meaning and words, best first.',
    input: searchRequestSchema
      .omit({ explain: true })
      .extend({ query: searchRequestSchema.shape.query.describe('Words or a question') }),
    output: searchResponseSchema,
  },
  async (parts, c, given) => {
    const request = { ...given, query: requireWords(given.query, 'query'), explain: false };
    const found = await inTurn(parts, c, parts.searches, (signal) =>
      parts.service.search(request, requestContext(c, signal)),
    );
    const passages = found.results.map(
      ({ title, articleId, publishedAt, text }, i) =>
        `${i + 1}. ${title} (${[articleId, publishedAt].filter((part) => part !== null).join(', ')})\n${text}`,
    );
    return said(passages.join('\n\n'), found);
  },
);

const articleTool = tool(
  {
    name: 'get_article',
    title: 'Read an article',
    description: 'The whole text of an article and what is known of it, by its id.',
    input: z.strictObject({
      id: z.string().min(1).max(500).describe('articleId of a citation or a search result'),
    }),
    output: articleSchema,
  },
  async ({ service }, _c, { id }) => {
    const article = shownArticle(await findArticle(service, id));
    const facts = [article.source, article.author, article.publishedAt, article.url];
    const head = [article.title, facts.filter((fact) => fact !== null).join(' · ')];
    return said([...head, '', article.text].join('\n'), article);
  },
);

export const tools: readonly Tool[] = [askTool, searchTool, articleTool];
