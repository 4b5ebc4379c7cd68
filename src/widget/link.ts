const maxAddress = 4000;

/** An address, or null where it is none. `URL.canParse` is younger than some browsers that we run in. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/** An http(s) address as a browser would write it, without credentials; null for anything else. */
export function webAddress(value: string | null): string | null {
  if (!value || value.length > maxAddress || !/^https?:\/\//i.test(value)) return null;
  const url = parseUrl(value);
  return url?.username === '' && url.password === '' ? url.href : null;
}

/**
 * Address of the article of a citation. A path is one of the service, and stands under the path of the service even
 * where the service does not know that it has one.
 * @param endpoint address of the service, without a slash at the end
 */
export function articleAddress(href: string, endpoint: string): string | null {
  const isPath = /^\/(?![/\\])/.test(href) && !/[\\\p{Cc}]/u.test(href);
  if (!isPath) return webAddress(href);
  const { origin, pathname } = new URL(endpoint);
  const base = pathname.replace(/\/$/, '');
  return webAddress(origin + (href.startsWith(`${base}/`) ? href : base + href));
}
