/** Whether a string begins with a Han character of the basic plane, its first extension, or the iteration zero 〇. */
export function isHan(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3007;
}

export function isLatinLetter(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

export function isDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

/** U+E000–U+F8FF, where GBK's user-defined areas are mapped to. */
export function isPrivateUse(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0xe000 && code <= 0xf8ff;
}
