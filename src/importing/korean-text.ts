/**
 * Whether bytes that are no UTF-8 are Korean text as Excel writes it (CP949, of which EUC-KR is the larger part): nearly
 * all pairs are common Hangul or signs. Broken UTF-8 and other encodings would give rare Hangul and Chinese characters.
 */
export function isKorean(bytes: Uint8Array): boolean {
  let [pairs, usual] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    at += 1;
    if (at === bytes.length) break;
    const trail = bytes[at] ?? 0;
    const valid = lead >= 0x81 && lead <= 0xfe && trail >= 0x41 && trail <= 0xfe && trail !== 0x7f;
    if (!valid) return false;
    pairs += 1;
    const hangul = lead >= 0xb0 && lead <= 0xc8;
    const sign = lead >= 0xa1 && lead <= 0xa3;
    if (trail >= 0xa1 && (hangul || sign)) usual += 1;
  }
  return pairs > 0 && usual * 10 >= pairs * 8;
}
