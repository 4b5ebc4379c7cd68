/** Largest address that becomes a link. */
const maxLength = 2000;

/** An address of the web, or null: `javascript:`, `data:` and the like, credentials and nonsense are no links. */
export function webAddress(value: string | null): string | null {
  if (value === null || value.length > maxLength || !/^https?:\/\//i.test(value) || !URL.canParse(value)) {
    return null;
  }
  const url = new URL(value);
  return url.username === '' && url.password === '' ? url.href : null;
}

/** The `href` of a citation: a path of ours (not `//host`) or an address of the web; null for anything else. */
export function citationAddress(href: string, basePath: string): string | null {
  if (/^\/(?![/\\])/.test(href) && !/[\\\p{Cc}]/u.test(href)) {
    return href.startsWith(`${basePath}/`) ? href : basePath + href;
  }
  return webAddress(href);
}
