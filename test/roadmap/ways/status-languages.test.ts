import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

const HEADINGS: [string, string][] = [
  ['Erledigt', 'done'],
  ['Abgeschlossene Aufgaben', 'done'],
  ['In Arbeit', 'in-progress'],
  ['Im Gange', 'in-progress'],
  ['Zurückgestellt', 'slipped'],
  ['Réalisé', 'done'],
  ['Fait', 'done'],
  ['Fonctionnalités terminées', 'done'],
  ['En cours', 'in-progress'],
  ['Completadas', 'done'],
  ['Metas alcanzadas', 'done'],
  ['Feito', 'done'],
  ['Em andamento', 'in-progress'],
  ['Completati', 'done'],
  ['In corso', 'in-progress'],
  ['Afgerond', 'done'],
  ['Выполнено', 'done'],
  ['Сделано', 'done'],
  ['Завершённые задачи', 'done'],
  ['В работе', 'in-progress'],
  ['Отложено', 'slipped'],
  ['Зроблено', 'done'],
  ['W trakcie', 'in-progress'],
  ['Ukończone', 'done'],
  ['Tamamlandı', 'done'],
  ['İptal edildi', 'dropped'],
  ['已完成', 'done'],
  ['部分完成', 'in-progress'],
  ['搁置', 'slipped'],
  ['完了', 'done'],
  ['対応中', 'in-progress'],
  ['완료', 'done'],
  ['진행 중', 'in-progress'],
  ['제외된 라이브러리 교체', 'planned'],
];

describe('statuses in other languages', () => {
  it.each(HEADINGS)('are told by the heading %s', (heading, status) => {
    expect(told('# Lantern', `## ${heading}`, '- Lantern oil', '- Lantern glass')[0]).toMatch(`| ${status} |`);
  });

  it.each(['Die Fertigung der Laterne planen', 'Une infinité de mèches', '完成度', 'Readable interfaces'])(
    'are not told by a word that only looks like one: %s',
    (heading) => {
      expect(told('# Lantern', `## ${heading}`, '- Lantern oil', '- Lantern glass')[0]).toMatch('| planned |');
    },
  );

  it.each([
    ['Öl kaufen (erledigt)', 'done'],
    ['购买灯油（完成）', 'done'],
    ['Acheter l’huile — terminé', 'done'],
    ['Купить масло (в работе)', 'in-progress'],
    ['Comprar aceite (pospuesto)', 'slipped'],
  ])('are told by a tag: %s', (entry, status) => {
    expect(told('# Lantern', '## Oil', `- ${entry}`)[0]).toMatch(`| ${status} |`);
  });

  it('are told by a field', () => {
    expect(told('# Lantern', '## Öllampe bauen', 'Status: In Arbeit', '', 'Sie soll leuchten.')[0]).toMatch(
      'in-progress',
    );
  });
});
