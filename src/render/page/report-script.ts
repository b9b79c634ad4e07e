/**
 * Filters the items of a report: hides the cards that do not match and the lanes that are left empty, says how many match,
 * and keeps the filter in the address behind the #. Written as it stands in the file, so that its hash can be told beforehand.
 */
export const REPORT_SCRIPT = `(() => {
'use strict';
const form = document.querySelector('form.filter');
const result = document.getElementById('filter-result');
if (!form || !result) return;
const items = [...document.querySelectorAll('[data-section]')].map((node) => ({
  node,
  status: node.closest('.lane').dataset.status,
  areas: node.dataset.areas.toLowerCase().split('|'),
  section: node.dataset.section,
  file: node.closest('.roadmap').dataset.file,
  text: [...node.children].filter((part) => part.className !== 'parts').map((part) => part.textContent).join(' ').toLowerCase(),
}));
const folds = [...document.querySelectorAll('details.fold')];
const apply = () => {
  const data = new FormData(form);
  const value = (name) => String(data.get(name) || '');
  const words = value('text').toLowerCase().split(/\\s+/).filter(Boolean);
  const statuses = data.getAll('status');
  const area = value('area').toLowerCase();
  const section = value('section');
  const file = value('file');
  const active = words.length + statuses.length > 0 || area !== '' || section !== '' || file !== '';
  let matching = 0;
  const shown = new Set();
  for (const item of items) {
    const fits =
      (statuses.length === 0 || statuses.includes(item.status)) &&
      (area === '' || item.areas.includes(area)) &&
      (section === '' || item.section === section || item.section.startsWith(section + ' \u203a ')) &&
      (file === '' || item.file === file) &&
      words.every((word) => item.text.includes(word));
    if (!fits) continue;
    matching += 1;
    for (let node = item.node; node; node = node.parentElement.closest('[data-section]')) shown.add(node);
  }
  for (const { node } of items) node.hidden = !shown.has(node);
  for (const lane of document.querySelectorAll('.lane')) lane.hidden = active && !lane.querySelector('[data-section]:not([hidden])');
  for (const fold of folds) fold.open = active;
  result.textContent = active ? matching + ' of ' + items.length + (items.length === 1 ? ' item ' : ' items ') + (matching === 1 ? 'matches.' : 'match.') : '';
};
form.hidden = false;
form.addEventListener('input', apply);
form.addEventListener('submit', (event) => event.preventDefault());
apply();
})();`;
