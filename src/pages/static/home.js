/**
 * The first page: example questions are asked in the chat, and the options of the chat are shown in a preview and
 * written into the tag to copy. Whatever is typed becomes text or the value of an attribute, never markup.
 */
const chat = document.getElementById('chat');

document.getElementById('examples')?.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  // Without the chat the link leads to the page that answers.
  if (!link || !isPlain || typeof chat?.ask !== 'function') return;
  event.preventDefault();
  chat.ask(link.textContent.trim());
  chat.scrollIntoView({ block: 'nearest' });
});

const form = document.getElementById('options');
const snippet = document.getElementById('snippet');
const copy = document.getElementById('copy');
const preview = document.getElementById('preview');

form.hidden = false;
copy.hidden = false;
preview.closest('figure').hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', show);
preview.addEventListener('load', show);
preview.src = preview.dataset.src;
show();

/** The options that differ from what the chat does by itself, as attributes. */
function chosen() {
  const given = Object.fromEntries(new FormData(form));
  if (given.color === form.elements.color.dataset.own) given.color = '';
  const lines = given.suggestions.split('\n').map((line) => line.trim());
  const suggestions = lines.filter((line) => line !== '');
  given.suggestions = suggestions.some((line) => line.includes('|'))
    ? JSON.stringify(suggestions)
    : suggestions.join('|');
  return Object.entries(given)
    .map(([name, value]) => [`data-${name}`, value.trim()])
    .filter(([, value]) => value !== '');
}

function show() {
  const attributes = chosen();
  snippet.textContent = tag(attributes);
  const shown = preview.contentDocument?.querySelector('yinju-chat');
  if (!shown) return;
  const values = new Map(attributes);
  for (const { name } of form.elements) {
    const value = values.get(`data-${name}`);
    if (value === undefined) shown.removeAttribute(`data-${name}`);
    else shown.setAttribute(`data-${name}`, value);
  }
}

function tag(attributes) {
  const { src } = snippet.dataset;
  const written = attributes.map(([name, value]) => `\n  ${name}="${escaped(value)}"`).join('');
  const isInline = attributes.some(([name, value]) => name === 'data-position' && value === 'inline');
  return isInline
    ? `<yinju-chat${written}></yinju-chat>\n<script async src="${src}" data-manual></script>`
    : `<script async src="${src}"${written}></script>`;
}

function escaped(value) {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(snippet.textContent);
    const label = copy.textContent;
    copy.textContent = copy.dataset.copied;
    document.getElementById('copy-status').textContent = copy.dataset.copied;
    setTimeout(() => {
      copy.textContent = label;
      document.getElementById('copy-status').textContent = '';
    }, 3000);
  } catch {
    // Pages that are not secure have no clipboard: the words are selected, to be copied by hand.
    getSelection()?.selectAllChildren(snippet);
  }
});
