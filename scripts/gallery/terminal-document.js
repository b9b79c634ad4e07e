/** What a terminal of 80 columns shows, as a page to take a picture of. */
const COLOURS = { 31: '#ff8f87', 32: '#74c994', 33: '#e5b45c', 34: '#86b8f5', 35: '#c3a1f0', 36: '#7fd0d6' };
const STYLES = {
  1: 'font-weight:700;color:#fff',
  2: 'color:#9b978e',
  4: 'text-decoration:underline',
  9: 'text-decoration:line-through',
};
const ENDS = { 22: [1, 2], 24: [4], 29: [9], 39: Object.keys(COLOURS).map(Number) };

export const terminalDocument = async (output) => {
  const text = await output;
  return `<!doctype html><meta charset="utf-8"><style>
body{margin:0;background:#121315}
pre{margin:0;display:inline-block;min-width:80ch;padding:24px 28px;box-sizing:content-box;background:#121315;color:#dedad1;font:15px/1.45 "DejaVu Sans Mono",monospace;white-space:pre}
</style><pre>${marked(text.trimEnd())}</pre>`;
};

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Each stretch between two colour codes in a span of its own. */
function marked(text) {
  const on = new Set();
  return text
    .split('\u001b[')
    .map((stretch, index) => {
      if (index === 0) return escaped(stretch);
      const end = stretch.indexOf('m');
      for (const code of stretch.slice(0, end).split(';').map(Number)) heed(on, code);
      const style = [...on].map((code) => STYLES[code] ?? `color:${COLOURS[code]}`).join(';');
      return `<span style="${style}">${escaped(stretch.slice(end + 1))}</span>`;
    })
    .join('');
}

function heed(on, code) {
  if (code === 0) on.clear();
  else if (code in ENDS) for (const each of ENDS[code]) on.delete(each);
  else on.add(code);
}
