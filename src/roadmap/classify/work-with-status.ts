import type { SectionBlock } from '../markdown/blocks.ts';
import { namesNoWork } from './classify-headings.ts';
import { judgeLabel } from './classify-labels.ts';
import { judgeList } from './classify-lists.ts';
import type { Pointing } from './classify.ts';
import { hasBoxes } from './evidence.ts';
import { labelKey } from './field-words.ts';
import { isDetailSection } from './section-shape.ts';
import { isStage } from './stages.ts';
import { statedStatus, statesIssue } from './stated-lines.ts';

/** `#### Steps to migrate`: how one work is done. */
const STEPS =
  /^[^\p{L}]{0,6}(?:steps?|(?:implementation|technical|migration) steps|implementation plan|(?:technische |nächste )?schritte|étapes|pasos|passos|passi|stappen|шаги|этапы работ|кроки|kroki|kroky|实施步骤|实现步骤|步骤|手順|단계|adımlar)(?!\p{L})/iu;

/** A card over its own bold leads (`**Steps**`): a `Status: …` line or an `Issue: #12` line, and no name of a stage or a time. */
export function isWorkWithStatus(section: SectionBlock, title: string, hasReferences: Pointing): boolean {
  if (section.form !== 'heading' || isStage(title) || namesNoWork(title)) return false;
  if (!statesIssue(section, hasReferences)) {
    const stated = statedStatus(section);
    if (stated === null || isOverDeliverables(section, stated)) return false;
  }
  return section.content.every(
    (part) =>
      part.type !== 'table' &&
      !(part.type === 'list' && hasBoxes(part)) &&
      (part.type !== 'section' || part.form !== 'heading' || isDetailSection(part) || STEPS.test(part.phrase.text)),
  );
}

/** Labels of lists that are the works of the section around. */
const DELIVERABLES: ReadonlySet<string> = new Set(
  (
    'deliverable|deliverables|key deliverables|tasks|features|key features|planned features|work items|' +
    'lieferobjekte|liefergegenstande|aufgaben|livrables|taches|entregables|tareas|entregaveis|tarefas|attivita|opleveringen|taken|' +
    'задачи|результаты|завдання|zadania|交付物|任务|任務|成果物|タスク|작업|산출물|gorevler'
  ).split('|'),
);

/** The status is of a group: it counts tasks, and there are any, or a list of deliverables or with checkboxes stands below a label. */
export function isOverDeliverables(section: SectionBlock, stated: string): boolean {
  const countsTasks = /\d\s?(?:\/|\sof\s)\s?\d/.test(stated);
  return section.content.some((part) => {
    if (part.type === 'list')
      return (
        judgeList(part, false).role === 'group' &&
        (countsTasks || (part.leadIn !== null && DELIVERABLES.has(labelKey(part.leadIn.text))))
      );
    if (part.type !== 'section' || part.form === 'heading' || judgeLabel(part).role !== 'group') return false;
    const isNamed = DELIVERABLES.has(labelKey(part.phrase.text));
    return part.content.some((inner) => inner.type === 'list' && (isNamed || hasBoxes(inner)));
  });
}
