/** SHA-256 as browsers show it, in pairs of hex digits. */
export const asHexPairs = (sha256: string): string =>
  [...atob(sha256.replace('SHA256:', ''))]
    .map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'))
    .join(':');

/** What a person pasted, with a SHA-256 in hex digits, as browsers show it, turned into the form of host keys. */
export function withoutHexPairs(pasted: string): string {
  const hex = pasted.replace(/^\s*sha-?256\s*[:=]?/i, '').replace(/[\s:]/g, '');
  if (!/^[0-9a-f]{64}$/i.test(hex)) return pasted;
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return `SHA256:${btoa(String.fromCharCode(...bytes)).replace(/=+$/, '')}`;
}
