import { labelKey } from '../classify/field-words.ts';
import type { Table } from '../markdown/blocks.ts';
import { NO_PHRASE, isWholly } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { isMeasure } from './column-words.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split('|').map(labelKey));

/** First headers of tables that compare or list things; a column for statuses makes plans of them. */
const THINGS = words(
  'dimension|file|files|path|command|decision|variable|parameter|before|' +
    'datei|befehl|begriff|frage|entscheidung|fichier|commande|terme|décision|archivo|comando|término|pregunta|decisión|arquivo|termo|pergunta|decisão|aspetto|domanda|decisione|bestand|vraag|аспект|' +
    'файл|команда|термин|вопрос|решение|питання|рішення|plik|pytanie|decyzja|方面|维度|文件|命令|术语|问题|决策|観点|ファイル|コマンド|用語|質問|決定|측면|파일|명령|용어|질문|결정',
);

/** A column of decisions beside one of their grounds: a log of what was decided. */
const DECISIONS = words(
  'decision|decisions|entscheidung|décision|decisión|decisão|decisione|решение|рішення|decyzja|决策|決定|결정',
);
const GROUNDS = words(
  'rationale|reason|reasoning|why|alternatives|alternatives considered|begründung|warum|justification|raison|motivo|razón|justificación|justificativa|motivazione|обоснование|причина|uzasadnienie|理由|原因|이유',
);

/** Headers that stand before the one that says what the rows are. */
const BEFORE_NAME = words('date|id|no|nr|datum|fecha|data|дата|日期|日付|날짜|编号');

/** Words in the headers of columns that count works. */
const COUNTS: ReadonlySet<string> = new Set(
  (
    'task|tasks|item|items|issues|stories|points|planned|complete|completed|done|remaining|total|open|closed|' +
    'aufgaben|erledigt|gesamt|taches|terminees|tareas|completadas|tarefas|concluidas|задач|выполнено|всего|任务|任务数|已完成|总数|タスク|完了|작업|완료'
  ).split('|'),
);

/** Whether a table reports: two columns or more behind the first count works (`Tasks planned`, `Completed`), in numbers alone. */
export function isCountsTable(headers: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (headers.length < 3 || rows.length < 2) return false;
  const counting = headers.filter(
    (header, column) =>
      column > 0 &&
      labelKey(header)
        .split(' ')
        .some((word) => COUNTS.has(word)) &&
      rows.every((cells) => /^(?:\d{0,6}|[-–—?])$/u.test(cells[column] ?? '')) &&
      rows.some((cells) => /^\d/.test(cells[column] ?? '')),
  );
  return counting.length >= 2;
}

/** Whether a table's first header says that its rows are no works. `hasStatus`: a column tells how far each row is. */
export function isFactsTable(headers: readonly string[], hasStatus: boolean): boolean {
  const keys = headers.map(labelKey);
  const first = keys.find((key) => key !== '' && !BEFORE_NAME.has(key)) ?? '';
  if (keys.some((key) => DECISIONS.has(key)) && keys.some((key) => GROUNDS.has(key))) return true;
  return first !== '' && (isMeasure(first) || (THINGS.has(first) && !hasStatus));
}

/** Each row names a file or a folder: `| src/main.ts | Add the flag |`. */
export function isAboutFiles(table: Table): boolean {
  return table.rows.length > 0 && table.rows.every((row) => isPath(row.cells[0] ?? NO_PHRASE));
}

function isPath(phrase: Phrase): boolean {
  return (
    isWholly(phrase, (piece) => piece.code) &&
    /^[\w@.-]*(?:\/[\w@.*-]*)+$|^[\w-]+\.[a-z]{1,5}$/i.test(phrase.text.trim())
  );
}
