import { DomUtils, parseDocument } from 'htmlparser2';

const { findAll, getAttributeValue, textContent } = DomUtils;

/** A page as a browser's parser sees it. */
export async function pageOf(response: Response | Promise<Response>) {
  const given = await response;
  const source = await given.text();
  const document = parseDocument(source);
  const all = (name: string) => findAll((element) => element.name === name, document.children);
  const byClass = (name: string) =>
    findAll((element) => (element.attribs.class ?? '').split(' ').includes(name), document.children);
  const byId = (id: string) => findAll((element) => element.attribs.id === id, document.children)[0];
  return {
    status: given.status,
    headers: given.headers,
    source,
    everything: findAll(() => true, document.children),
    all,
    byClass,
    byId,
    texts: (name: string) => all(name).map((element) => textContent(element)),
    textsOfClass: (name: string) => byClass(name).map((element) => textContent(element)),
    /** Addresses that the page links to. */
    links: () => all('a').map((link) => getAttributeValue(link, 'href') ?? ''),
  };
}

export type PageUnderTest = Awaited<ReturnType<typeof pageOf>>;
