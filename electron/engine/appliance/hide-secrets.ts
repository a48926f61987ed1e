/** A name that says that a secret follows. */
const named =
  /((?:pass(?:word|phrase|wd)?|secret|token|(?:api|backup|system|private|licen[cs]e|activation)[ _-]?(?:backup[ _-]?)?key|\bkey)["']?\s*[=:]\s*)("[^"\n]*"|'[^'\n]*'|[^\s,;}]+)/gi;
const pem = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** The text without what stands behind a name such as `password` or `key`, and without private keys. */
export const hideSecrets = (
  text: string,
  instead: (secret: string) => string = () => '…',
): string =>
  text
    .replaceAll(pem, (secret) => instead(secret))
    .replaceAll(named, (_all, name: string, secret: string) => {
      const quote = /^["']/.exec(secret)?.[0] ?? '';
      return `${name}${quote}${instead(secret.replaceAll(/^["']|["']$/g, ''))}${quote}`;
    });
