export type Attributes = Readonly<Record<string, string | number | boolean | null>>;
export type Child = Node | string | null | false;

/** An element with attributes (`true` is an empty one, `false` and null none) and children. Texts stay texts. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Shapes on a ground of 20 × 20, drawn with the colour of the text. */
const icons = {
  send: 'M10 16V4.5M4.5 9.5 10 4l5.5 5.5',
  stop: 'M6 6h8v8H6z',
  close: 'm5 5 10 10M15 5 5 15',
  clear: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
  done: 'm4.5 10.5 3.5 3.5 7.5-8',
  up: 'M3.5 9h3v7.5h-3zM6.5 9.2 9.6 3.5c1.4 0 2.1 1 1.8 2.3l-.6 2.7h4.1c1.1 0 1.8 1 1.5 2l-1.3 4.5c-.3.9-1 1.5-2 1.5H6.5z',
  down: 'M3.5 3.5h3V11h-3zM6.5 10.8l3.1 5.7c1.4 0 2.1-1 1.8-2.3l-.6-2.7h4.1c1.1 0 1.8-1 1.5-2l-1.3-4.5c-.3-.9-1-1.5-2-1.5H6.5z',
  retry: 'M15.5 10a5.5 5.5 0 1 1-1.7-4M14.2 2.8v3.4h-3.4',
  end: 'M10 4v11.5M4.5 10 10 15.5l5.5-5.5',
  out: 'M8 5H5v10h10v-3M11 4.5h4.5V9M15.5 4.5 9.5 10.5',
} as const;
export type Icon = keyof typeof icons;

const svg = 'http://www.w3.org/2000/svg';

/** An icon, for the eye only: what it stands in has a name of its own. */
export function icon(name: Icon): SVGSVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  setAttributes(drawing, { viewBox: '0 0 20 20', class: 'icon', 'aria-hidden': 'true' });
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', icons[name]);
  drawing.append(path);
  return drawing;
}

/** A button that shows an icon and, unless `bare`, its name. */
export function button(
  name: string,
  shape: Icon,
  action: () => void,
  { className = 'quiet', bare = false } = {},
): HTMLButtonElement {
  const made = el(
    'button',
    {
      type: 'button',
      class: bare ? `${className} bare` : className,
      ...(bare ? { 'aria-label': name, title: name } : {}),
    },
    icon(shape),
    !bare && name,
  );
  made.addEventListener('click', action);
  return made;
}
