import { ERROR_GROUPS, type ErrorFacts } from '@pitwall/contract';

type Explained = ErrorFacts & { code: string; isOfJob: boolean };

/** The style of these pages, a file of its own: no page of ours may have inline ones. */
export const PROBLEM_STYLE = `:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { line-height: 1.2; }
dt { margin-top: 1rem; }
dd { margin: 0; }
code { font: 0.9em ui-monospace, monospace; }
`;

/** The page of each code: what a problem’s `type` leads to (RFC 9457, section 4.2.1). */
export function problemPages(): ReadonlyMap<string, string> {
  const explained = ERROR_GROUPS.flatMap(explainedOf);
  return new Map(explained.map((problem) => [problem.code, problemPage(problem)]));
}

/** The page of all of them. */
export function problemListPage(): string {
  const groups = ERROR_GROUPS.map((group) => {
    const items = explainedOf(group).map(
      ({ code, title, meaning }) =>
        `<dt><a href="/problems/${code}"><code>${code}</code></a> ${htmlOf(title)}</dt>\n` +
        `<dd>${htmlOf(meaning)}</dd>`,
    );
    return `<h2>${htmlOf(group.title)}</h2>\n<dl>\n${items.join('\n')}\n</dl>`;
  });
  return page('Errors', [...groups, '<p><a href="/docs">The API</a></p>']);
}

function explainedOf({ errors, isOfJob }: (typeof ERROR_GROUPS)[number]): Explained[] {
  return Object.entries(errors).map(([code, facts]) => ({ ...facts, code, isOfJob }));
}

function problemPage({ code, title, meaning, ...facts }: Explained): string {
  return page(title, [
    `<p><code>${code}</code>, ${placeOf(facts)}</p>`,
    `<p>${htmlOf(meaning)}</p>`,
    '<p><a href="/problems">All errors</a>, <a href="/docs">the API</a></p>',
  ]);
}

function placeOf({ isOfJob, status, retryable }: Omit<Explained, 'code' | 'title' | 'meaning'>) {
  if (!isOfJob) return `HTTP status ${status}`;
  return retryable
    ? 'in a job, which is tried again as often as its kind allows'
    : 'in a job, which is not tried again by itself';
}

function page(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${htmlOf(title)} – Pitwall</title>
<link rel="stylesheet" href="/docs/problems.css" />
<link rel="icon" href="/docs/favicon-32x32.png" />
</head>
<body>
<h1>${htmlOf(title)}</h1>
${parts.join('\n')}
</body>
</html>
`;
}

/** Text with names in backticks. */
function htmlOf(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
