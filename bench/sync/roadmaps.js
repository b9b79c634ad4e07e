/** Roadmaps with so many references each, within the 256 KiB that a file may have. */
const SECTION_ITEMS = 200;

/** One a line: as many Items as references. */
export const oneAnItem = (count) => written(count, 1);

/** Ten an Item. */
export const tenAnItem = (count) => written(count, 10);

function written(count, each) {
  const lines = ['# Roadmap'];
  for (let first = 1, item = 0; first <= count; first += each, item += 1) {
    if (item % SECTION_ITEMS === 0) lines.push('', `## Part ${item / SECTION_ITEMS + 1}`, '');
    const numbers = Array.from({ length: Math.min(each, count - first + 1) }, (_, index) => `#${first + index}`);
    lines.push(`- Work ${first} (${numbers.join(', ')})`);
  }
  return `${lines.join('\n')}\n`;
}
