import { assert } from '@sportello/kernel/result';

/** The words of a message with `{name}` placeholders; see `messages/`. */
export type MessageWords = {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly address: string };
  readonly closing: readonly string[];
};
export type Values = Readonly<Record<string, string>>;
export type ComposedMessage = { readonly subject: string; readonly text: string; readonly html: string };

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
/** A value is one line of visible characters: it can neither end a header nor hide text. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();

function fill(words: string, values: Values, spell: (value: string) => string): string {
  return words.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    assert(value !== undefined, `the message needs a value for ${name}`);
    return spell(oneLine(value));
  });
}

/**
 * Put the values into the words: plain text, and HTML that needs no image, no script and no style sheet, is read in
 * order by a screen reader and says the address of its button in full.
 *
 * @param letterhead name of the company and the last line, which says who writes and how to reach a person
 */
export function composeMessage(
  words: MessageWords,
  values: Values,
  { language, company, signature }: { language: 'it' | 'en'; company: string; signature: string },
): ComposedMessage {
  const plain = (text: string) => fill(text, values, (value) => value);
  const rich = (text: string) => fill(escapeHtml(text), values, escapeHtml);
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${text}</p>`;
  const { action } = words;
  const address = action === undefined ? '' : plain(action.address);
  assert(address === '' || /^https?:\/\//.test(address), 'the action of a message leads to a web address');

  const text = [
    ...words.paragraphs.map(plain),
    ...(action === undefined ? [] : [`${plain(action.label)}:\n${address}`]),
    ...words.closing.map(plain),
    `-- \n${company}\n${signature}`,
  ].join('\n\n');
  const button =
    action === undefined
      ? ''
      : `<p style="margin:24px 0"><a href="${escapeHtml(address)}" style="display:inline-block;padding:12px 20px;` +
        `background:#0b5cad;color:#ffffff;border-radius:6px;font-weight:bold">${rich(action.label)}</a></p>` +
        `<p style="margin:0 0 16px;font-size:14px;word-break:break-all">${escapeHtml(address)}</p>`;
  const html =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${rich(words.subject)}</title></head>` +
    `<body style="margin:0;padding:24px;background:#ffffff;color:#1a1a1a;font:16px/1.5 Arial,sans-serif">` +
    `<main style="max-width:560px;margin:0 auto">` +
    `<p style="margin:0 0 24px;font-weight:bold">${escapeHtml(company)}</p>` +
    `<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${rich(words.subject)}</h1>` +
    words.paragraphs.map(rich).map(paragraph).join('') +
    button +
    words.closing.map(rich).map(paragraph).join('') +
    `<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #767676;font-size:14px;color:#595959">` +
    `${escapeHtml(signature)}</p></main></body></html>`;
  return { subject: plain(words.subject), text, html };
}
