import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse } from '../../dist/roadmap/parse.js';
import { heading, median, ms, print, sum, timed } from './figure.js';
import { CONTEXT } from './files.js';

const WARM_UP = 3;
const RUNS = 11;

/** From text to Roadmap, over Markdown's tree alone: by turns, the median of each file's runs. */
export function measureSpeed({ source, files }) {
  heading(
    `Text to Roadmap over unified().use(remarkParse).use(remarkGfm).parse alone, on ${source}: median of ${RUNS}`,
  );
  const remark = unified().use(remarkParse).use(remarkGfm).freeze();
  for (let run = 0; run < WARM_UP; run++) {
    for (const { text } of files) {
      remark.parse(text);
      parse(text, CONTEXT);
    }
  }
  const times = files.map(({ text }) => {
    const runs = Array.from({ length: RUNS }, () => ({
      remark: timed(() => remark.parse(text)),
      milepost: timed(() => parse(text, CONTEXT)),
    }));
    return { remark: median(runs.map((run) => run.remark)), milepost: median(runs.map((run) => run.milepost)) };
  });
  files.forEach(({ name }, index) => {
    const { milepost, remark: reference } = times[index];
    print(name.slice(0, 46), { figure: ms(milepost), reference: `of ${ms(reference)}`, ratio: milepost / reference });
  });
  const [milepost, reference] = [sum(times.map((time) => time.milepost)), sum(times.map((time) => time.remark))];
  const ratio = milepost / reference;
  const middle = median(times.map((time) => time.milepost / time.remark));
  print('all files', {
    figure: ms(milepost),
    reference: `of ${ms(reference)}; median of the ratios ${middle.toFixed(2)}`,
    ratio,
    aim: 'at most 1.0',
    isMet: ratio <= 1,
  });
}
