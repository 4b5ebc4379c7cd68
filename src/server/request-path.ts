import { getPath } from 'hono/utils/url';

/**
 * The path of a request within the service. A proxy may pass on the path of the public address or take it away:
 * both are understood.
 */
export function pathWithoutBase(request: Request, basePath: string): string {
  const path = getPath(request);
  if (basePath === '' || !path.startsWith(basePath)) return path;
  const rest = path.slice(basePath.length);
  if (rest === '') return '/';
  return rest.startsWith('/') ? rest : path;
}
