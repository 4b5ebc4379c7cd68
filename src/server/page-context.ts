import type { PageContext } from '../pages/layout.js';
import type { AppContext, Parts } from './context.js';

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
