import type { MiddlewareHandler } from 'hono';
import type { KeyStore } from '../state/key-store.js';
import type { AppContext, AppEnv } from './context.js';
import { HttpError } from './errors.js';

/** Name of the way in which admin routes are protected, in the API description. */
export const adminSecurity = 'adminKey';

/** Lets admins pass: 401 without a key that fits, 403 with one that is not an admin's. */
export function requireAdmin(keys: KeyStore): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const found = await keys.find(bearerToken(c));
    if (!found)
      throw new HttpError(401, 'http.unauthorized', {}, { headers: { 'WWW-Authenticate': 'Bearer' } });
    if (!found.admin) throw new HttpError(403, 'http.forbidden');
    await next();
  };
}

/** Whether a request that needs no key carries an admin's. */
export async function isAdmin(keys: KeyStore, c: AppContext): Promise<boolean> {
  return (await keys.find(bearerToken(c)))?.admin ?? false;
}

/** The token of `Authorization: Bearer …`; '' without one. */
function bearerToken(c: AppContext): string {
  const [scheme = '', token = '', ...rest] = (c.req.header('authorization') ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && rest.length === 0 ? token : '';
}
