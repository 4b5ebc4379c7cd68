import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { escapeHtml, markup } from '../../src/pages/html.js';

describe('markup', () => {
  it('escapes text in content and attributes', () => {
    expect(markup`<p title="${'" onclick="x'}">${"<script>alert(1)</script> & 'quote'"}</p>`.text).toBe(
      '<p title="&quot; onclick=&quot;x">&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;quote&#39;</p>',
    );
  });

  it('keeps markup, joins lists and leaves nothing for what is absent', () => {
    const items = ['<', 'b'].map((item) => markup`<li>${item}</li>`);
    expect(markup`<ul>${items}${null}${undefined}${false}${0}</ul>`.text).toBe(
      '<ul><li>&lt;</li><li>b</li>0</ul>',
    );
  });

  it('replaces what no document may hold', () => {
    expect(escapeHtml('a\0b\ud800c')).toBe('a\ufffdb\ufffdc');
  });

  it('leaves any text a single text node that says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!/[\0\r]/.test(text));
        const paragraph = parseDocument(markup`<p>${text}</p>`.text).firstChild;
        expect(paragraph).toMatchObject({ name: 'p', children: [{ type: 'text', data: text }] });
      }),
    );
  });
});
