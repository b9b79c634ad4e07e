import { parse } from '../../dist/roadmap/parse.js';
import { heading, median, ms, print, timed } from './figure.js';
import { CONTEXT } from './files.js';

const LIMIT = 256 * 1024;
const RUNS = 3;
const SHAPES = {
  'table rows': [
    '## Q3 2024\n\n| Work | Issue | When |\n| --- | --- | --- |\n',
    (n) => `| Dim the light ${n} | #${n} | Q3 2024 |\n`,
  ],
  bullets: ['## Later\n\n', (n) => `- Dim the light of lantern ${n} (#${n})\n`],
  'identical bullets': ['## Later\n\n', () => '- Dim the light\n'],
  'task lists under headings': ['', (n) => `${n % 10 === 1 ? `\n## v${n}.0\n\n` : ''}- [ ] Ring the bell ${n}\n`],
  'headings with prose': ['# Roadmap\n\n', (n) => `## Dim the light ${n}\n\nIt is too bright at dusk.\n\n`],
  headings: ['# Roadmap\n\n', (n) => `## Dim the light ${n}\n`],
  'nested lists': ['## Later\n\n', (n) => `${' '.repeat(((n - 1) % 6) * 2)}- Dim the light ${n} of the hall\n`],
  'bold paragraphs': ['## Later\n\n', (n) => `**Dim the light ${n}.** It is too bright at dusk.\n\n`],
  'paragraphs, then headings': ['## 1.0\n\n', (n) => (n < 400 ? 'It is bright.\n\n' : `### Dim ${n}\n\n`)],
  'reference definitions': [
    '## Later\n\n',
    (n) => `- Dim [the light ${n}][${n}]\n\n[${n}]: https://github.com/a/b/issues/${n}\n\n`,
  ],
  'HTML table rows': ['<table>\n', (n) => `<tr><td>Dim the light ${n}</td><td>Q3 2024</td></tr>\n`],
};

/** The time for ten times as much of one shape, up to the size limit. */
export function measureGrowth() {
  heading(`The time for a file 10 times as long, up to 256 KiB: median of ${RUNS}`);
  for (const [shape, [head, line]] of Object.entries(SHAPES)) {
    const large = fill(head, line, LIMIT, '</table>\n');
    const small = fill(head, line, LIMIT / 10, '</table>\n');
    const [before, after] = [timeOf(small), timeOf(large)];
    const growth = (after / before) * ((10 * small.length) / large.length);
    print(shape, {
      figure: ms(after),
      reference: `of ${ms(before)}`,
      ratio: growth,
      aim: 'at most 12',
      isMet: growth <= 12,
    });
  }
}

function fill(head, line, bytes, tail) {
  const parts = [head];
  const end = head.startsWith('<table>') ? tail : '';
  let length = head.length + end.length;
  for (let n = 1; ; n++) {
    const next = line(n);
    if (length + next.length > bytes) return parts.join('') + end;
    parts.push(next);
    length += next.length;
  }
}

function timeOf(text) {
  parse(text, CONTEXT);
  return median(Array.from({ length: RUNS }, () => timed(() => parse(text, CONTEXT))));
}
