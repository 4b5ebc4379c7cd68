/** Formats that are told by their first bytes and hold no text that we read. */
const signatures: readonly {
  readonly name: string;
  readonly bytes: readonly number[];
  readonly at?: number;
}[] = [
  { name: 'PDF', bytes: ascii('%PDF-') },
  { name: 'RTF', bytes: ascii('{\\rtf') },
  { name: 'DOC/XLS/PPT', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'PNG', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { name: 'JPEG', bytes: [0xff, 0xd8, 0xff] },
  { name: 'GIF', bytes: ascii('GIF87a') },
  { name: 'GIF', bytes: ascii('GIF89a') },
  { name: 'WebP', bytes: ascii('WEBP'), at: 8 },
  { name: 'WAV', bytes: ascii('WAVE'), at: 8 },
  { name: 'TIFF', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { name: 'TIFF', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { name: 'MP4', bytes: ascii('ftyp'), at: 4 },
  { name: 'MP3', bytes: ascii('ID3') },
  { name: 'Ogg', bytes: ascii('OggS') },
  { name: 'gzip', bytes: [0x1f, 0x8b, 0x08] },
  { name: 'bzip2', bytes: ascii('BZh') },
  { name: 'xz', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: 'Zstandard', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: '7z', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: 'RAR', bytes: ascii('Rar!\x1a\x07') },
  { name: 'SQLite', bytes: ascii('SQLite format 3\0') },
  { name: 'Parquet', bytes: ascii('PAR1') },
  { name: 'ELF', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'UTF-32', bytes: [0xff, 0xfe, 0x00, 0x00] },
  { name: 'UTF-32', bytes: [0x00, 0x00, 0xfe, 0xff] },
];

/** What a ZIP archive is, by a name that its first entries bear. */
const archives: readonly { readonly name: string; readonly holds: string }[] = [
  { name: 'DOCX', holds: 'word/' },
  { name: 'XLSX', holds: 'xl/' },
  { name: 'PPTX', holds: 'ppt/' },
  { name: 'EPUB', holds: 'application/epub+zip' },
  { name: 'OpenDocument', holds: 'application/vnd.oasis.opendocument' },
];

/** The name of a file's format by its first bytes, if it is one that is not text; null when it may be text. */
export function binaryFormatOf(head: Uint8Array): string | null {
  if (startsWith(head, ascii('PK\x03\x04'), 0) || startsWith(head, ascii('PK\x05\x06'), 0)) {
    const names = Buffer.from(head.subarray(0, 8192)).toString('latin1');
    return archives.find(({ holds }) => names.includes(holds))?.name ?? 'ZIP';
  }
  return signatures.find(({ bytes, at = 0 }) => startsWith(head, bytes, at))?.name ?? null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[], at: number): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

function ascii(text: string): number[] {
  return [...Buffer.from(text, 'latin1')];
}
