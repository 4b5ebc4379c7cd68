/**
 * Orders strings by code point, as SQLite orders them by their UTF-8 bytes. JavaScript's `<` compares UTF-16
 * units and would put 😀 (U+1F600) before ｡ (U+FF61).
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [xIsSurrogate, yIsSurrogate] = [isSurrogate(x), isSurrogate(y)];
    if (xIsSurrogate === yIsSurrogate) return x - y;
    return xIsSurrogate ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
