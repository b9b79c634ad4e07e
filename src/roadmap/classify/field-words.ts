import { foldWords, squeeze } from '../words.ts';
import { remembered } from '../remembered.ts';

/**
 * The labels of lines that tell a field of the work above, or make a remark on it: `Priority: High`, `- Why: …`,
 * `**Abhängigkeiten:** keine`. Compared like the words of headings, without case and accents.
 */

/** Labels whose list tells more of one work: criteria, reasons, what it hangs on, who does it. */
const DETAILS =
  'acceptance|acceptance criteria|success criteria|key results|key metrics|exit criteria|done criteria|done state|done signal|exit signal|exit signals|exit gate|definition of done|done when|completion criteria|verify|verification|validation|how to verify|test plan|evidence|metrics|success metrics|' +
  'why|why it matters|why now|rationale|reason|reasons|motivation|background|context|problem|problem to solve|problem statement|problems|benefit|benefits|value|impact|use case|use cases|user story|user stories|' +
  'depends on|dependency|dependencies|blocked by|blockers|prerequisite|prerequisites|risk|risks|assumptions|constraints|open questions|questions|trade offs|out of scope|not included|non goals|' +
  'files|files touched|files to change|key files|affected files|owner|owners|lead|leads|assignee|assignees|champion|champions|contact|contacts|stakeholder|stakeholders|note|notes|nb|hint|tip|info|warning|caution|example|examples|' +
  'akzeptanz|abnahme|akzeptanzkriterien|abnahmekriterien|erfolgskriterien|warum|begrundung|hintergrund|kontext|problem|nutzen|mehrwert|abhangigkeiten|abhaengigkeiten|abhangigkeit|voraussetzungen|risiken|risiko|offene fragen|hinweis|hinweise|anmerkung|anmerkungen|verantwortlich|betroffene dateien|beispiel|beispiele|' +
  'criteres d acceptation|criteres de succes|pourquoi|raison|contexte|probleme|benefices|avantages|dependances|prerequis|risques|questions ouvertes|remarque|remarques|responsable|exemple|exemples|' +
  'aceptacion|criterios de aceptacion|criterios de exito|por que|motivacion|justificacion|contexto|problema|beneficio|beneficios|dependencias|requisitos previos|prerrequisitos|riesgos|preguntas abiertas|preguntas|nota|notas|ejemplo|ejemplos|responsables|' +
  'criterios de aceite|criterios de sucesso|motivacao|justificativa|beneficios|dependencias|pre requisitos|riscos|perguntas|perguntas a responder|perguntas abertas|observacao|observacoes|exemplo|exemplos|' +
  'criteri di accettazione|perche|contesto|vantaggi|dipendenze|prerequisiti|rischi|domande aperte|esempi|acceptatiecriteria|waarom|achtergrond|voordelen|afhankelijkheden|risico s|opmerking|opmerkingen|voorbeeld|' +
  'приемка|критерии приемки|критерии готовности|критерии успеха|критерии|зачем|почему|причина|контекст|проблема|польза|зависимости|зависимость|риски|открытые вопросы|вопросы|примечание|примечания|ответственный|пример|примеры|сложность|важность|' +
  'критерії приймання|чому|навіщо|залежності|ризики|примітка|примітки|складність|kryteria akceptacji|dlaczego|kontekst|korzysci|zaleznosci|ryzyka|uwagi|uwaga|pozn|poznamka|' +
  '验收|验收标准|完成标准|成功标准|为什么|原因|背景|上下文|问题|价值|收益|依赖|依赖项|前置条件|风险|待定问题|开放问题|备注|说明|負責人|负责人|示例|例子|' +
  '受け入れ基準|完了条件|完了基準|理由|なぜ|課題|効果|依存|依存関係|前提|前提条件|リスク|備考|補足|注意|担当|担当者|例|' +
  '완료 기준|성공 기준|수용 기준|이유|왜|배경|문제|효과|의존성|선행 조건|위험|리스크|미해결 질문|비고|참고|담당|담당자|예시|' +
  'kabul kriterleri|neden|baglam|faydalar|bagimliliklar|riskler|notlar|sorumlu';

/**
 * Labels that tell a field where a value stands behind them; a list under one may well be works. The vocabulary of roadmaps:
 * "todo" is a label that people write.
 */
const VALUES =
  'description|descriptions|priority|priorities|issue|issues|tracking issue|tracking issues|github issue|github issues|status|state|goal|goals|aim|aims|how|what|what it is|who|when|where|todo|outcome|outcomes|expected outcome|enhancement|enhancements|project board|project boards|project tracker|project trackers|tracker|trackers|board|boards|pr|prs|pull request|pull requests|rfc|rfcs|design doc|design docs|doc|docs|document|documents|documentation link|documentation links|link|links|reference|references|related|related issue|related issues|related pr|related prs|related work|related discussion|related discussions|related link|related links|see|see also|eta|target|targets|target release|target date|timeline|timelines|timeframe|date|dates|due|due date|duration|milestone|estimate|estimates|estimated effort|effort|complexity|size|deliverable|deliverables|product|products|product s|source repository|source repositories|repository|repositories|sub tasks|subtasks|sub task|subtask|solution|approach|proposed solution|proposal|requirement|requirements|release schedule|update|updated|last updated|last reviewed|created|version|category|type|label|labels|tag|tags|discussion|tracking|tracked in|tracked by|more info|more information|feedback|import behavior|progress|focus|confidence|severity|objective|expectation|expected result|period|run|build command|command|commands|' +
  'beschreibung|prioritat|prioritaet|stand|ziel|was|aufwand|komplexitat|zeitraum|zeitplan|ergebnis|losung|fortschritt|' +
  'priorite|statut|etat|objectif|effort estime|complexite|echeance|delai|resultat|solution proposee|' +
  'descripcion|prioridad|estado|objetivo|esfuerzo|complejidad|plazo|fecha|resultado|solucion|' +
  'descricao|prioridade|esforco|complexidade|prazo|solucao|situacao|' +
  'descrizione|priorita|stato|obiettivo|sforzo|complessita|scadenza|soluzione|beschrijving|prioriteit|doel|inspanning|complexiteit|' +
  'описание|приоритет|статус|цель|что|что делать|срок|сроки|оценка|результат|решение|трудоемкость|опис|пріоритет|мета|термін|рішення|opis|priorytet|stan|cel|naklad|termin|wynik|stav|' +
  '描述|优先级|優先級|状态|狀態|目标|目標|工作量|复杂度|时间|截止时间|预计|结果|方案|链接|进度|' +
  '優先度|ステータス|状態|期間|期限|工数|難易度|結果|成果|解決策|リンク|' +
  '설명|우선순위|상태|목표|기간|일정|난이도|결과|대상 기간|해결책|' +
  'aciklama|oncelik|durum|hedef|sure|zorluk';

const labels = (words: string): ReadonlySet<string> => new Set(words.split('|').map(labelKey));

/** The words of a label: folded, one space between. */
export function labelKey(label: string): string {
  return squeeze(foldWords(label).replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
}

const DETAIL_LABELS = labels(DETAILS);
const VALUE_LABELS = labels(VALUES);
/** No label of the tables is longer, in characters. */
const LONGEST = 30;

/** The label that a text begins with, as `labelKey` spells it, when a colon follows or nothing; '' without one. */
export const leadingLabel = remembered(findLabel);

function findLabel(text: string): string {
  const match = /^[^\p{L}]{0,8}([\p{L}][^:：\n]{0,40})(?:[:：]|$)/u.exec(text.trim());
  const label = match?.[1];
  return label === undefined || label.length > LONGEST + 8 ? '' : labelKey(label);
}

/** Whether a label tells a field of the work above, whatever stands behind it. */
export function isFieldLabel(key: string): boolean {
  return key !== '' && (VALUE_LABELS.has(key) || DETAIL_LABELS.has(key));
}

/** Labels that name parts of a project as often as fields: `**Docs**: write a guide`. */
const AMBIGUOUS = labels(
  'docs|doc|document|documents|feedback|tracking|discussion|links|link|labels|label|tags|tag|boards|board|version|update|updates|updated|product|products|reference|references|related|requirements|command|commands|run|validation|verification|verify|metrics|examples|example|files|contacts|dependencies|info|tip|warning|milestone|progress|what|was|что',
);

/** Whether a label hardly stands for anything but a field of one work: `Goal`, `Priority`, `Why`. */
export function isCardLabel(key: string): boolean {
  return isFieldLabel(key) && !AMBIGUOUS.has(key);
}

/** Whether a list under this label tells more of one work. */
export function isDetailLabel(key: string): boolean {
  return key !== '' && DETAIL_LABELS.has(key);
}
