import type { Html } from '../pages/html.js';
import type { PageContext } from '../pages/layout.js';
import type { AppContext, Parts } from './context.js';
import type { ErrorStatus } from './errors.js';

/** What every page needs to know of the request it answers. */
export function pageContext(parts: Parts, c: AppContext): PageContext {
  return {
    locale: c.var.locale,
    /** Kept in links only when the reader chose it. */
    chosenLocale: c.req.query('lang') === c.var.locale ? c.var.locale : undefined,
    basePath: parts.basePath,
    assets: parts.assets,
  };
}

/** A page as a response, in the language that it is in. */
export function sendPage(c: AppContext, page: Html, status: ErrorStatus | 200 = 200): Response {
  c.header('Content-Language', c.var.locale);
  c.header('Vary', 'Accept-Language');
  return c.html(page.text, status);
}
