/** How the check reads on GitHub: the gallery's own example of its words, laid out as calmly as there. */
import { readFileSync } from 'node:fs';
import { micromark } from 'micromark';

const EXAMPLE = new URL('../../docs/gallery/check-after-a-push.md', import.meta.url);

const STYLE = `
body{margin:0;background:#fff;color:#1f2328;font:15px/1.55 -apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{padding:28px 32px;max-width:896px;box-sizing:border-box}
h1{font-size:21px;line-height:1.3;margin:0}
.conclusion{display:inline-block;margin:10px 0 18px;padding:1px 10px;border:1px solid #d1d9e0;border-radius:99px;font-size:13px;color:#59636e}
.words{border:1px solid #d1d9e0;border-radius:6px;padding:4px 20px 8px}
ul{padding-left:22px}li{margin:3px 0}
a{color:#0969da;text-decoration:none}
code{background:#eff1f3;border-radius:5px;padding:2px 5px;font:13px "DejaVu Sans Mono",monospace}
.words>p:last-child{color:#59636e;font-size:13px}`;

export function checkDocument() {
  const [head = '', words = ''] = readFileSync(EXAMPLE, 'utf8').split('\n---\n');
  const title = /^# Milepost — (.+)$/m.exec(head)?.[1];
  const conclusion = /^Conclusion: (.+)$/m.exec(head)?.[1];
  if (title === undefined || conclusion === undefined) throw new Error(`${EXAMPLE} has no title or no conclusion.`);
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><main><h1>${micromark(title).slice(3, -4)}</h1><p class="conclusion">Milepost · ${conclusion}</p><div class="words">${micromark(words)}</div></main>`;
}
