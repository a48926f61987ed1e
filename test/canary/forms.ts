/** A text that must not turn up anywhere; found ones are told by the label, never by the text. */
export type Secret = { readonly label: string; readonly text: string };

/** One form of a secret, as bytes. */
export type Needle = { readonly label: string; readonly form: string; readonly bytes: Buffer };

/** Shorter secrets are refused, and shorter forms left out: they would turn up by chance. */
export const fewestBytes = 12;

/** Every form in which a secret could be written down, each sequence of bytes once. */
export function needlesOf(secrets: readonly Secret[]): readonly Needle[] {
  const needles = new Map<string, Needle>();
  for (const { label, text } of secrets) {
    if (Buffer.byteLength(text) < fewestBytes) throw new Error(`${label} is too short to look for`);
    for (const [form, bytes] of formsOf(text)) {
      const id = `${label} ${bytes.toString('latin1')}`;
      if (bytes.length >= fewestBytes && !needles.has(id)) needles.set(id, { label, form, bytes });
    }
  }
  return [...needles.values()];
}

type Form = readonly [name: string, bytes: Buffer];

function formsOf(text: string): readonly Form[] {
  const bytes = Buffer.from(text, 'utf8');
  const wide = Buffer.from(text, 'utf16le');
  return [
    ['plain', bytes],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16LE', wide],
    // A copy, because swapping works in place.
    ['UTF-16BE', Buffer.from(wide).swap16()],
    ...textForms(text).map(([name, form]): Form => [name, Buffer.from(form, 'utf8')]),
    ...base64Forms(bytes, 'base64'),
    ...base64Forms(wide, 'base64 of UTF-16LE'),
    ...numberForms(bytes),
  ];
}

/** What programs make of a text that they write into something else. */
function textForms(text: string): readonly (readonly [string, string])[] {
  const encoded = encodeURIComponent(text);
  const all = Buffer.from(text, 'utf8').toString('hex').replace(/../g, '%$&');
  const json = JSON.stringify(text).slice(1, -1);
  const groups = text.match(/.{1,4}/gsu) ?? [];
  return [
    ['upper case', text.toUpperCase()],
    ['lower case', text.toLowerCase()],
    ['groups', groups.join(' ')],
    ['groups', groups.join('-')],
    ['JSON', json],
    ['JSON', ascii(json)],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['JSON in JSON', JSON.stringify(ascii(json)).slice(1, -1)],
    ['HTML', html(text)],
    ['HTML', html(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
    ['URL', encoded],
    ['URL', encoded.replace(/%../g, (part) => part.toLowerCase())],
    ['URL', encodeURI(text)],
    ['URL', new URLSearchParams([['', text]]).toString().slice(1)],
    ['URL', all],
    ['URL', all.toUpperCase()],
  ];
}

/** As programs write JSON that send nothing but ASCII, a heap snapshot of V8 among them. */
const ascii = (json: string): string =>
  json.replace(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The digits that stay the same whatever stands before and after, for each of the three ways in which groups of three bytes can fall. */
function base64Forms(bytes: Buffer, name: string): readonly Form[] {
  return [0, 1, 2].flatMap((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const own = digits.slice(first, last);
    const url = own.replaceAll('+', '-').replaceAll('/', '_');
    return [own, url].map((form): Form => [name, Buffer.from(form, 'latin1')]);
  });
}

/** Bytes as numbers, as they look when somebody prints a buffer. */
function numberForms(bytes: Buffer): readonly Form[] {
  const hex = bytes.toString('hex');
  const pairs = hex.match(/../g) ?? [];
  const numbers = [...bytes];
  const forms: readonly (readonly [string, string])[] = [
    ['hex', hex],
    ['hex', pairs.join(' ')],
    ['hex', pairs.join(':')],
    ['numbers', numbers.join(',')],
    ['numbers', numbers.join(', ')],
  ];
  return forms.flatMap(([name, form]) =>
    [form, form.toUpperCase()].map((each): Form => [name, Buffer.from(each, 'latin1')]),
  );
}
