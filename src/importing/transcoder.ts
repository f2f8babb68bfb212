import iconv from 'iconv-lite';

export type Encoding = 'utf-16le' | 'utf-16be' | 'cp949';

/** The next bytes as UTF-8; undefined where they are no text. */
export type Transcode = (block: Uint8Array, last: boolean) => Buffer | undefined;

/** Node's own decoder knows only the part of CP949 that is EUC-KR, and takes the rest for control characters. */
export function transcoder(encoding: Encoding): Transcode {
  if (encoding === 'cp949') {
    const decoder = iconv.getDecoder(encoding);
    return (block, last) => {
      const text = decoder.write(Buffer.from(block)) + (last ? (decoder.end() ?? '') : '');
      return text.includes('\ufffd') ? undefined : Buffer.from(text, 'utf8');
    };
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (block, last) => {
    try {
      return Buffer.from(decoder.decode(block, { stream: !last }), 'utf8');
    } catch {
      return undefined;
    }
  };
}
