import { marked } from 'marked';

/** One part of a message as Handlebars source. */
export interface Part {
  readonly title: string;
  readonly source: string;
  readonly html: boolean;
}

interface Written {
  readonly field: string;
  readonly text: string;
}

/** The parts that a channel sends, from the fields that were written: Markdown and MJML become HTML with the braces kept. */
export async function bodyParts(written: readonly Written[]): Promise<{ parts: Part[]; problem?: string }> {
  const field = (name: string): string | undefined => written.find((one) => one.field === name)?.text;
  const markdown = field('markdown');
  const mjml = field('mjml');
  const parts: Part[] = written
    .filter((one) => one.field !== 'markdown' && one.field !== 'mjml')
    .map((one) => ({ title: one.field, source: one.text, html: false }));
  if (markdown !== undefined) {
    const guard = createGuard();
    const body = guard.open(await marked.parse(guard.close(markdown), { async: true }));
    parts.push(
      { title: 'html', source: page(body, field('preheader')), html: true },
      { title: 'text', source: plain(markdown), html: false },
    );
  }
  if (mjml !== undefined) {
    const result = await renderMjml(mjml);
    if ('problem' in result) return { parts, problem: result.problem };
    parts.push({ title: 'html', source: result.html, html: true });
  }
  return { parts };
}

async function renderMjml(source: string): Promise<{ html: string } | { problem: string }> {
  const { default: mjml } = await import('mjml');
  const guard = createGuard();
  try {
    const { html, errors } = await mjml(guard.close(source), {
      validationLevel: 'soft',
      ignoreIncludes: true,
      keepComments: false,
    });
    const [first] = errors;
    return first ? { problem: first.message } : { html: guard.open(html) };
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error) };
  }
}

/** Takes the braces out of a text while another language reads it, and puts them back as they were. */
function createGuard(): { close(text: string): string; open(text: string): string } {
  const kept: string[] = [];
  return {
    close: (text) => text.replace(/\{\{[\s\S]*?\}\}/g, (match) => `crmkept${kept.push(match) - 1}x`),
    open: (text) => text.replace(/crmkept(\d+)x/g, (_, index) => kept[Number(index)] ?? ''),
  };
}

/** Markdown as plain text: links keep their address, marks go. */
const plain = (markdown: string): string =>
  markdown
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\(([^)\s]+)[^)]*\)/g, '$1: $2')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .trim();

/** A plain, responsive frame that mail programs show well, light and dark. */
const page = (body: string, preheader: string | undefined): string => `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;background:#f4f4f5;font-family:-apple-system,'Apple SD Gothic Neo','Malgun Gothic',Roboto,sans-serif;line-height:1.6;color:#18181b">
${preheader === undefined ? '' : `<div style="display:none;max-height:0;overflow:hidden">${preheader}</div>`}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:12px"><tr><td style="padding:28px">
${body}
</td></tr></table></td></tr></table></body></html>`;
