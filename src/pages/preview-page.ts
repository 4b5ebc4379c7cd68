import { markup, type Html } from './html.js';
import { headOf, words, type PageContext } from './layout.js';

/** A publisher's page in outline, with the chat open in it: what the options of the first page are tried on. */
export function renderPreviewPage(context: PageContext): Html {
  const say = words(context.locale);
  const line = (): Html => markup`<p class="outline" aria-hidden="true"></p>\n`;
  return markup`<!doctype html>
<html lang="${context.locale}">
<head>
${headOf(context, say('embed.preview'), false)}
</head>
<body class="preview-page">
<main>
<h1>${say('embed.your-page')}</h1>
${Array.from({ length: 4 }, line)}
<yinju-chat data-open data-storage="none"></yinju-chat>
${Array.from({ length: 3 }, line)}
</main>
<script async src="${context.basePath}/widget.js" data-manual></script>
</body>
</html>
`;
}
