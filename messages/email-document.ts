import { escapeHtml } from './escape-html.ts';

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** A complete HTML document around an email's elements: one column of 600 pixels, styles inline, system fonts. */
export function emailDocument(elements: string, title = ''): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:0;background-color:#f3f4f6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f3f4f6">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;background-color:#ffffff">
<tr><td style="padding:32px;font-family:${FONT};font-size:16px;line-height:24px;color:#111827">
${elements}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}
