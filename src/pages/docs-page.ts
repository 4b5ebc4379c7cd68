import {
  exampleOf,
  fieldsOf,
  jsonSchema,
  limitsOf,
  resolved,
  typeName,
  type ApiDocument,
  type Operation,
  type Parameter,
  type Schema,
} from './api-schema.js';
import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';

/** Fields within fields are shown so deep. */
const deepest = 4;

interface Route {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** The HTTP API for those who write programs: every route of the OpenAPI document, with an example to copy. */
export function renderDocsPage(context: PageContext, api: ApiDocument, address: string): Html {
  const say = words(context.locale);
  const routes = Object.entries(api.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Route => ({ path, method, operation })),
  );
  const entry = (route: Route): Html =>
    markup`<li><a href="#${anchorOf(route)}"><span class="method">${route.method.toUpperCase()}</span> <code>${route.path}</code></a></li>\n`;
  return layout(context, {
    title: `${say('docs.title')} · ${say('page.brand')}`,
    wide: true,
    index: true,
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/docs'),
    main: markup`<div class="report docs">
<header>
<h1>${say('docs.title')}</h1>
<p class="lead">${say('docs.lead')}</p>
<p><a href="${context.basePath}/openapi.json">openapi.json</a> · ${say('docs.version', { version: api.info.version })}</p>
</header>
<nav aria-label="${say('docs.routes')}"><ul class="routes">
${routes.map(entry)}</ul></nav>
${routes.map((route) => routeSection(context, api, address, route))}
</div>`,
  });
}

function anchorOf({ method, path }: Route): string {
  return `${method}-${path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;
}

function routeSection(context: PageContext, api: ApiDocument, address: string, route: Route): Html {
  const say = words(context.locale);
  const { method, path, operation } = route;
  const { parameters = [], requestBody, responses = {}, security } = operation;
  const body = jsonSchema(requestBody);
  const answers = Object.entries(responses);
  const success = answers.find(([status]) => status.startsWith('2'))?.[1];
  const returned = jsonSchema(success);
  const id = anchorOf(route);
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title"><span class="method">${method.toUpperCase()}</span> <code>${path}</code></h2>
<p lang="en">${withCode(operation.summary)}</p>
${operation.description !== undefined && markup`<p class="hint" lang="en">${withCode(operation.description)}</p>`}
${security !== undefined && markup`<p class="hint">${say(security.some((one) => Object.keys(one).length === 0) ? 'docs.key-optional' : 'docs.key')}</p>`}
<pre class="snippet" tabindex="0" aria-label="${say('docs.example')}"><code>${curlOf(api, address, route, body)}</code></pre>
${parameters.length > 0 && markup`<h3>${say('docs.parameters')}</h3>${parameterTable(context, api, parameters)}`}
${body !== undefined && markup`<h3>${say('docs.body')}</h3>${fieldTable(context, api, body, 'sent')}`}
${returned !== undefined && fieldsOf(api, returned) !== null && markup`<details><summary>${say('docs.returned')}</summary>${returned.example !== undefined && markup`<pre class="snippet" tabindex="0" aria-label="${say('docs.example')}"><code>${JSON.stringify(returned.example, null, 2)}</code></pre>`}${fieldTable(context, api, returned, 'returned')}</details>`}
<h3>${say('docs.statuses')}</h3>
<dl class="statuses">
${answers.map(([status, { description }]) => markup`<div><dt>${status}</dt><dd lang="en">${withCode(description)}</dd></div>\n`)}</dl>
</section>`;
}

/** Text in which what stands between backticks is code, as the document writes it. */
function withCode(text = ''): Html {
  const parts = text.split('`');
  return markup`${parts.map((part, i) => (i % 2 === 1 ? markup`<code>${part}</code>` : part))}`;
}

/** A call that can be pasted into a shell. */
function curlOf(
  api: ApiDocument,
  address: string,
  { method, path, operation }: Route,
  body: Schema | undefined,
): string {
  const { parameters = [], security = [] } = operation;
  const needed = parameters.filter(({ required }) => required === true);
  const valueOf = ({ schema = {} }: Parameter): string => String(exampleOf(api, schema));
  const at = new Map(needed.map((one) => [one.name, encodeURIComponent(valueOf(one))]));
  const target = path.replace(/\{(\w+)\}/g, (_braces, name: string) => at.get(name) ?? '');
  const query = needed.flatMap((one) =>
    one.in === 'query' ? [`${one.name}=${at.get(one.name) ?? ''}`] : [],
  );
  const key = security.length > 0 && security.every((one) => Object.keys(one).length > 0);
  const headers = [
    ...(method === 'get' ? [] : ['content-type: application/json']),
    ...(key ? ['authorization: Bearer KEY'] : []),
    ...needed.flatMap((one) => (one.in === 'header' ? [`${one.name}: ${valueOf(one)}`] : [])),
  ];
  const call = [
    `curl -s ${quoted(address + target + (query.length > 0 ? `?${query.join('&')}` : ''))}`,
    ...headers.map((header) => `-H ${quoted(header)}`),
  ].join(' ');
  return body === undefined ? call : `${call} \\\n  -d ${quoted(JSON.stringify(exampleOf(api, body)))}`;
}

/** As one word of a shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function parameterTable(context: PageContext, api: ApiDocument, parameters: readonly Parameter[]): Html {
  const rows = parameters.map(({ name, required, description, schema = {} }) =>
    row(
      context,
      api,
      name,
      { ...resolved(api, schema), ...(description === undefined ? {} : { description }) },
      { required: required ?? false, direction: 'sent', depth: deepest },
    ),
  );
  return table(context, rows);
}

/** Of what is sent it matters what may be left out, of what is returned it does not. */
type Direction = 'sent' | 'returned';

/** The fields of an object, with those of objects within it below them. */
function fieldTable(
  context: PageContext,
  api: ApiDocument,
  schema: Schema,
  direction: Direction,
  depth = 0,
): Html {
  const fields = fieldsOf(api, schema);
  const needed = new Set(direction === 'sent' ? fields?.required : []);
  const rows = Object.entries(fields?.properties ?? {}).map(([name, field]) =>
    row(context, api, name, field, { required: needed.has(name), direction, depth }),
  );
  return table(context, rows);
}

function table(context: PageContext, rows: readonly Html[]): Html {
  const say = words(context.locale);
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${say('docs.fields')}"><table class="measures"><thead><tr><th scope="col">${say('docs.name')}</th><th scope="col">${say('docs.type')}</th><th scope="col">${say('docs.about')}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function row(
  context: PageContext,
  api: ApiDocument,
  name: string,
  given: Schema,
  {
    required,
    direction,
    depth,
  }: { readonly required: boolean; readonly direction: Direction; readonly depth: number },
): Html {
  const say = words(context.locale);
  const schema = resolved(api, given);
  const limits = limitsOf(schema);
  const inner = depth < deepest ? fieldsOf(api, schema) : null;
  const about = [
    required && say('docs.required'),
    schema.default !== undefined && say('docs.default', { value: JSON.stringify(schema.default) }),
    limits,
  ].filter((part) => part !== false && part !== '');
  return markup`<tr><th scope="row"><code>${name}</code></th><td><code>${typeName(api, schema)}</code></td><td>${about.join(' · ')}${schema.description !== undefined && markup` <span class="about" lang="en">${withCode(schema.description)}</span>`}</td></tr>
${inner && markup`<tr class="inner"><td colspan="3"><details><summary>${say('docs.fields-of', { name })}</summary>${fieldTable(context, api, inner, direction, depth + 1)}</details></td></tr>\n`}`;
}
