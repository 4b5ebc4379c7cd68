let codeOf: Map<string, number> | undefined;
let characterOf: (string | undefined)[] | undefined;

/** Two-byte GBK, with its user-defined areas as private-use characters, as the WHATWG decoder has it. */
function tables(): { codeOf: Map<string, number>; characterOf: (string | undefined)[] } {
  if (codeOf && characterOf) return { codeOf, characterOf };
  const decoder = new TextDecoder('gbk');
  codeOf = new Map();
  characterOf = new Array<string | undefined>(0x10000).fill(undefined);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length !== 1 || character === '\ufffd') continue;
      const code = (lead << 8) | trail;
      characterOf[code] = character;
      if (!codeOf.has(character)) codeOf.set(character, code);
    }
  }
  return { codeOf, characterOf };
}

/** The two bytes of a character as one number, lead byte high; undefined for what GBK has no two bytes for. */
export function gbkCode(character: string): number | undefined {
  return tables().codeOf.get(character);
}

/** The character that two bytes stand for; undefined where GBK has none. */
export function gbkCharacter(lead: number, trail: number): string | undefined {
  return tables().characterOf[(lead << 8) | trail];
}
