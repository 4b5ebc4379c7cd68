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
<p lang="en">${operation.summary}</p>
${operation.description !== undefined && markup`<p class="hint" lang="en">${operation.description}</p>`}
${security !== undefined && markup`<p class="hint">${say(security.some((one) => Object.keys(one).length === 0) ? 'docs.key-optional' : 'docs.key')}</p>`}
<pre class="snippet" tabindex="0" aria-label="${say('docs.example')}"><code>${curlOf(api, address, route, body)}</code></pre>
${parameters.length > 0 && markup`<h3>${say('docs.parameters')}</h3>${parameterTable(context, api, parameters)}`}
${body !== undefined && markup`<h3>${say('docs.body')}</h3>${fieldTable(context, api, body, 0)}`}
${returned !== undefined && fieldsOf(api, returned) !== null && markup`<details><summary>${say('docs.returned')}</summary>${fieldTable(context, api, returned, 0)}</details>`}
<h3>${say('docs.statuses')}</h3>
<dl class="statuses">
${answers.map(([status, { description }]) => markup`<div><dt>${status}</dt><dd lang="en">${description ?? ''}</dd></div>\n`)}</dl>
</section>`;
}

/** A call that can be pasted into a shell; quotes in JSON are the shell's business only as `'`. */
function curlOf(
  api: ApiDocument,
  address: string,
  { method, path, operation }: Route,
  body: Schema | undefined,
): string {
  const target = `${address}${path.replace(/\{(\w+)\}/g, '…')}`;
  if (method === 'get') return `curl -s '${target}'`;
  const json = body === undefined ? '{}' : JSON.stringify(exampleOf(api, body));
  const data = json.replaceAll("'", String.raw`'\''`);
  const headers = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'header' && parameter.required === true)
    .map(({ name, schema = {} }) => ` -H '${name}: ${String(exampleOf(api, schema))}'`);
  return `curl -s '${target}' -H 'content-type: application/json'${headers.join('')} \\\n  -d '${data}'`;
}

function parameterTable(context: PageContext, api: ApiDocument, parameters: readonly Parameter[]): Html {
  const rows = parameters.map(({ name, required, description, schema = {} }) =>
    row(
      context,
      api,
      name,
      { ...resolved(api, schema), ...(description === undefined ? {} : { description }) },
      {
        required: required ?? false,
      },
    ),
  );
  return table(context, rows);
}

/** The fields of an object, with those of objects within it below them. */
function fieldTable(context: PageContext, api: ApiDocument, schema: Schema, depth: number): Html {
  const fields = fieldsOf(api, schema);
  const required = new Set(fields?.required ?? []);
  const rows = Object.entries(fields?.properties ?? {}).map(([name, field]) =>
    row(context, api, name, field, { required: required.has(name), depth }),
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
  { required, depth = deepest }: { readonly required: boolean; readonly depth?: number },
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
  return markup`<tr><th scope="row"><code>${name}</code></th><td><code>${typeName(api, schema)}</code></td><td>${about.join(' · ')}${schema.description !== undefined && markup` <span lang="en">${schema.description}</span>`}</td></tr>
${inner && markup`<tr class="inner"><td colspan="3"><details><summary>${say('docs.fields-of', { name })}</summary>${fieldTable(context, api, inner, depth + 1)}</details></td></tr>\n`}`;
}
