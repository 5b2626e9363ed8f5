/** The parts of a mail as a mail program would show them, by their type; charset UTF-8. */
export function mailParts(raw: string): { text?: string; html?: string; types: string[] } {
  const boundary = /boundary="?([^"\r\n;]+)/i.exec(raw)?.[1];
  const parts = boundary ? raw.split(`--${boundary}`).slice(1, -1) : [raw];
  const read = parts.map((part) => {
    const [head = '', ...body] = part.replace(/^\r?\n/, '').split(/\r?\n\r?\n/);
    const type = /content-type: ([^;\s]+)/i.exec(head)?.[1] ?? '';
    return { type, content: decoded(body.join('\n\n'), /content-transfer-encoding: (\S+)/i.exec(head)?.[1] ?? '') };
  });
  const of = (type: string) => read.find((part) => part.type === type)?.content;
  return { text: of('text/plain'), html: of('text/html'), types: read.map(({ type }) => type) };
}

function decoded(body: string, encoding: string): string {
  const text = body.replaceAll('\r\n', '\n');
  if (encoding.toLowerCase() === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding.toLowerCase() !== 'quoted-printable') return text;
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
