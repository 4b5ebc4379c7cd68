/**
 * Asks without leaving the page and shows the answer as it streams in. Whatever comes from an answer or an article
 * becomes text, never markup. Builds the same elements as src/pages/answer-view.ts.
 */
const form = document.getElementById('ask');
const result = document.getElementById('result');
const input = document.getElementById('question');
const { base, locale } = form.dataset;
const words = JSON.parse(form.dataset.words);
let running = null;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const question = input.value.trim();
  if (question === '') return;
  const query = new URLSearchParams(new FormData(form));
  query.set('q', question);
  history.pushState(null, '', `${base}/?${query}`);
  document.title = `${question} · ${words.brand}`;
  for (const link of document.querySelectorAll('a[hreflang]')) {
    query.set('lang', link.hreflang);
    link.href = `${base}/?${query}`;
  }
  ask(question);
});

// The address holds the question: going back asks the server for that page.
addEventListener('popstate', () => location.reload());

async function ask(question) {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  form.closest('.ask').classList.remove('empty');
  result.setAttribute('aria-busy', 'true');
  result.replaceChildren(element('p', { class: 'reading' }, words.reading));
  try {
    const response = await fetch(`${base}/v1/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify({ question, stream: true, locale }),
      signal: mine.signal,
    });
    // What is wrong with a question is said best by the page that the server makes for it.
    if (response.status === 400) return location.reload();
    if (!response.ok) throw new Failure((await response.json()).error.message);
    let done = false;
    for await (const [name, data] of events(response.body)) {
      if (mine.signal.aborted) return;
      if (name === 'error') throw new Failure(data.message);
      if (name === 'done') done = true;
      show(name, data);
    }
    if (!done) throw new Failure(words['connection-lost']);
  } catch (error) {
    if (mine.signal.aborted) return;
    const message = error instanceof Failure ? error.message : words['connection-lost'];
    result.replaceChildren(element('p', { class: 'notice', role: 'alert' }, message));
  } finally {
    if (running === mine) result.setAttribute('aria-busy', 'false');
  }
}

/** A failure whose message is meant for people. */
class Failure extends Error {}

/** Events of a stream as [name, data]; lines may be cut anywhere by the network. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    buffer += value;
    let end;
    while ((end = buffer.indexOf('\n\n')) !== -1) {
      const event = parse(buffer.slice(0, end));
      buffer = buffer.slice(end + 2);
      if (event) yield event;
    }
  }
}

function parse(block) {
  let name = 'message';
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7);
    else if (line.startsWith('data: ')) data += line.slice(6);
  }
  return data === '' ? null : [name, JSON.parse(data)];
}

/** Sources first, then one sentence after the other; the whole answer takes their place at the end. */
function show(name, data) {
  if (name === 'sources') {
    const reading = element('p', { class: 'reading' }, words.reading);
    const sources = data.citations.length > 0 ? [sourceList(words.sources, data.citations)] : [];
    result.replaceChildren(element('div', { class: 'answer' }, reading), ...sources);
    result.citations = data.citations;
  } else if (name === 'delta') {
    const answer = result.querySelector('.answer');
    if (!answer) return;
    answer.querySelector('.reading')?.remove();
    let text = answer.querySelector('.answer-text');
    if (!text) answer.append((text = element('p', { class: 'answer-text', dir: 'auto' })));
    text.append(...sentenceParts(data.sentence, result.citations ?? []));
  } else if (name === 'done') {
    result.replaceChildren(...answerParts(data));
  }
}

function answerParts(answer) {
  if (answer.refusal) {
    const { message, nearest } = answer.refusal;
    const refusal = element(
      'div',
      { class: 'refusal' },
      element('h2', {}, words.refused),
      element('p', {}, message),
    );
    return nearest.length > 0 ? [refusal, sourceList(words.nearest, nearest)] : [refusal];
  }
  const body = element('div', { class: 'answer' });
  if (answer.shortAnswer !== null) {
    const label = element('span', { class: 'label' }, words['short-answer']);
    body.append(element('p', { class: 'short-answer' }, label, ' ', element('bdi', {}, answer.shortAnswer)));
  }
  const parts = answer.sentences.flatMap((sentence) => sentenceParts(sentence, answer.citations));
  body.append(element('p', { class: 'answer-text', dir: 'auto' }, ...parts));
  for (const notice of answer.notices) body.append(element('p', { class: 'notice' }, notice.message));
  return [body, sourceList(words.sources, answer.citations)];
}

/** A sentence and its numbers. Only citations of this answer become links; a `[1]` in the words stays text. */
function sentenceParts(sentence, citations) {
  const partial = sentence.support !== 'supported';
  const attributes = partial ? { class: 'sentence partial', title: words.partial } : { class: 'sentence' };
  const marks = sentence.citations.flatMap((number) => {
    const citation = citations.find((candidate) => candidate.number === number);
    const href = citation && citationAddress(citation.href);
    if (!href) return [];
    const label = words.citation.replace('{number}', number);
    return [element('a', { class: 'cite', href, 'aria-label': label, title: citation.title }, number)];
  });
  return [element('span', attributes, sentence.text), ...marks];
}

function sourceList(heading, citations) {
  return element(
    'section',
    { class: 'sources' },
    element('h2', {}, heading),
    element('ol', {}, ...citations.map(sourceCard)),
  );
}

function sourceCard(citation) {
  const href = citationAddress(citation.href);
  const title = element('bdi', {}, citation.title);
  const card = element(
    'div',
    {},
    element('h3', {}, href ? element('a', { href }, title) : title),
    metadataLine(citation),
    element('blockquote', { dir: 'auto' }, ...quoteParts(citation)),
  );
  if (citation.repaired) card.append(element('p', { class: 'repaired' }, words.repaired));
  const number = element('span', { class: 'number', 'aria-hidden': 'true' }, citation.number);
  return element('li', { class: 'source' }, number, card);
}

function metadataLine({ source, publishedAt, author, url }) {
  const entries = [element('bdi', {}, publishedAt ?? words.undated)];
  if (source) entries.unshift(element('bdi', {}, source));
  if (author) entries.push(element('bdi', {}, author));
  const href = webAddress(url);
  if (href) {
    entries.push(
      element('a', { class: 'original', href, rel: 'noopener noreferrer nofollow' }, words.original),
    );
  }
  return element('p', { class: 'meta' }, ...entries.map((entry) => element('span', {}, entry)));
}

function quoteParts({ quote, sourceStart, answerStart, answerEnd }) {
  if (answerStart === null || answerEnd === null) return [quote];
  const [start, end] = [answerStart - sourceStart, answerEnd - sourceStart];
  return [quote.slice(0, start), element('strong', {}, quote.slice(start, end)), quote.slice(end)];
}

/** As in src/pages/web-address.ts. */
function webAddress(value) {
  if (!value || value.length > 2000 || !/^https?:\/\//i.test(value) || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.username === '' && url.password === '' ? url.href : null;
}

function citationAddress(href) {
  if (/^\/(?![/\\])/.test(href) && !/[\\\p{Cc}]/u.test(href)) {
    return href.startsWith(`${base}/`) ? href : base + href;
  }
  return webAddress(href);
}

/** An element with attributes and children; strings and numbers become text. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return made;
}
