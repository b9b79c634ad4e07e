import type { Signal } from './reasons.ts';

/**
 * The words of headings, bold leads and labels that head no plans, in the languages that roadmaps are written in. `|` stands
 * between phrases. Case and accents do not count (`foldWords`), nor what stands around a heading's words (`headingKey`).
 *
 * A word leaves out a section only where it is the whole heading, or every part of one joined by "and": "Values" is no
 * roadmap, "Values read through relations" is a work. What is only the beginning or the end of a heading must be a phrase
 * that hardly means anything else.
 */
export interface LeftOutWords {
  signal: Signal;
  /** The whole heading. */
  whole: string;
  /** How the heading begins, at a word's end. */
  begins: string;
  /** How a short heading ends, at a word's beginning; in a script without spaces simply its end. */
  ends: string;
  /**
   * What is read below it all the same, because it is stronger evidence than the words: 'nothing', 'boxes' (lists with
   * checkboxes or marks), 'plans' (those, and tables with a column for times or statuses).
   */
  yields: 'nothing' | 'boxes' | 'plans';
}

export const LEFT_OUT: readonly LeftOutWords[] = [
  {
    signal: 'names-exclusions',
    yields: 'nothing',
    whole:
      'non goals|nongoals|out of scope|not in scope|excluded|exclusions|not included|not planned|explicitly not planned|not doing|anti goals|' +
      'nicht ziele|nichtziele|nicht geplant|nicht im umfang|ausgeschlossen|ausserhalb des umfangs|abgrenzung|' +
      'non objectifs|hors perimetre|hors scope|non prevu|exclusions|exclus|' +
      'no objetivos|fuera de alcance|fuera del alcance|no planeado|no planificado|excluido|exclusiones|' +
      'nao objetivos|fora do escopo|fora de escopo|nao planejado|excluido|exclusoes|' +
      'non obiettivi|fuori ambito|fuori scope|non previsto|non pianificato|esclusioni|' +
      'niet doelen|buiten scope|buiten bereik|niet gepland|uitgesloten|' +
      'не планируется|не цели|вне рамок|исключено|не входит|не плануется|поза межами|не цілі|виключено|' +
      'poza zakresem|nie planowane|wykluczone|niezaplanowane|' +
      '非目标|非目標|不做|明确不做|不在范围内|不在范围|范围外|不计划|暂不计划|排除|' +
      '対象外|やらないこと|やらない|スコープ外|範囲外|予定なし|비목표|제외|제외 범위|하지 않을 것|범위 외|계획 없음|' +
      'kapsam disi|hedef disi|planlanmiyor',
    begins:
      'what we are not|what were not|non goals|out of scope|not on the roadmap|not in scope|not part of|not planned|explicitly not|excluded|deliberately excluded|whats not|what is not|what this is not|things we wont|what we wont|what we will not|we will not|will not implement|' +
      'nicht ziele|was wir nicht|ce que nous ne|lo que no|caracteristicas excluidas|funciones excluidas|funcionalidades excluidas|o que nao|cosa non|не планируем|чего не будет|что не',
    ends: 'non goals|anti goals|out of scope|excluded|not on the roadmap|非目标|非目標|対象外|비목표|제외 범위',
  },
  {
    signal: 'success-criteria',
    yields: 'nothing',
    whole:
      'criteria|kpi|kpis|measures|measures of success|measuring success|how we measure success|success looks like|what success looks like|definition of done|dod|done when|done state|done signal|exit signal|exit signals|exit gate|exit gates|gate|gates|quality gate|quality gates|quality bar|quality control|quality assurance rules|quality rules|health metrics|targets and metrics|metrics and goals|' +
      'kriterien|kennzahlen|messgrossen|erfolg|qualitatskontrolle|definition von fertig|' +
      'criteres|indicateurs|mesures du succes|indicateurs cles|' +
      'criterios|indicadores|metricas e indicadores|controle de qualidade|control de calidad|' +
      'criteri|indicatori|meetwaarden|' +
      'критерии|показатели|критерии готовности|контроль качества|критерії|показники|kryteria|wskazniki|' +
      '关键指标|成功指标|验收标准|完成标准|质量标准|完了条件|完了基準|受け入れ基準|評価指標|成功指標|완료 기준|성공 기준|성공 지표|수용 기준|검증 기준|' +
      'kriterler|basari olcutleri',
    begins:
      'exit criteria|success criteria|acceptance criteria|completion criteria|done criteria|release criteria|graduation criteria|go no go|success metrics|success measures|success indicators|definition of done|metricas de completacion|' +
      'akzeptanzkriterien|abnahmekriterien|erfolgskriterien|ausstiegskriterien|criteres d acceptation|criteres de|criterios de|criteri di|acceptatiecriteria|succescriteria|критерии|критерії|kryteria',
    ends: 'exit criteria|success criteria|acceptance criteria|completion criteria|done criteria|release criteria|quality criteria|exit conditions|success metrics|success measures|success indicators|key metrics|key results metrics|progress metrics|definition of done|quality gates|exit gate|exit signal|akzeptanzkriterien|abnahmekriterien|erfolgskriterien|критерии|критерії|验收标准|完成标准|完了条件|完了基準|완료 기준|성공 기준',
  },
  {
    signal: 'about-document',
    yields: 'plans',
    whole:
      'about|overview|introduction|intro|preface|preamble|purpose|motivation|background|context|summary|executive summary|tl dr|tldr|at a glance|section|sections|note|notes|important|important notes|reading guide|this document|this doc|this page|this file|the document|roadmap overview|roadmap process|roadmap structure|architecture overview|' +
      'uberblick|ubersicht|einleitung|einfuhrung|hintergrund|zweck|zusammenfassung|kontext|hinweis|hinweise|anmerkungen|uber dieses dokument|' +
      'apercu|presentation|contexte|resume|remarque|remarques|preambule|a propos|' +
      'acerca de|resumen|introduccion|contexto|proposito|nota|notas|descripcion general|vision general|' +
      'resumo|introducao|visao geral|proposito do documento|sobre|' +
      'panoramica|introduzione|contesto|scopo|riepilogo|note|informazioni|' +
      'overzicht|inleiding|achtergrond|doel roadmap|samenvatting|opmerkingen|' +
      'обзор|введение|о документе|о проекте|контекст|предыстория|краткое описание|назначение|примечание|примечания|огляд|вступ|про проект|контекст|примітки|' +
      'przeglad|wstep|wprowadzenie|kontekst|tlo|podsumowanie|uwagi|uvod|prehled|' +
      '概要|概述|简介|簡介|介绍|介紹|前言|背景|关于|關於|总览|總覽|说明|說明|备注|使用说明|文档说明|' +
      'はじめに|概観|背景|目的|このドキュメントについて|説明|備考|補足|注意|注意事項|' +
      '개요|소개|배경|목적|요약|참고|참고 사항|문서 설명|' +
      'genel bakis|giris|arka plan|amac|ozet|notlar|hakkinda',
    begins:
      'about this|about the|about our|overview of|introduction to|purpose of|structure of|scope of this|summary of this|summary of the roadmap|context of|background of|background and|background on|background to|context and|using this|using the roadmap|using our|reading this|reading the roadmap|understanding this|understanding the roadmap|updating this|updating the roadmap|maintaining this|maintaining the roadmap|proposing changes|changing this|changes to this|changes to the roadmap|suggesting changes|adding to this|note on|note about|notes on|notes about|' +
      'uber diese|zu diesem|a propos de|acerca de este|acerca del|sobre este|sobre esta|sobre o|over deze|о дорожной карте|об этом|关于本|關於本|本文档',
    ends: 'about this document|to this document|of this document|to the roadmap|with this roadmap|in this roadmap|behind this roadmap|read this roadmap|use this roadmap|about the roadmap|roadmapについて|本文書について',
  },
  {
    signal: 'asks-question',
    yields: 'plans',
    whole:
      'faq|faqs|q and a|qa questions|question|questions|open questions|unresolved questions|open points|open issues to decide|decisions needed|decision log|decisions|open decisions|decisions to make|key decisions|locked decisions|' +
      'fragen|offene fragen|haufige fragen|offene punkte|entscheidungen|offene entscheidungen|questions ouvertes|points ouverts|decisions ouvertes|' +
      'preguntas|preguntas abiertas|preguntas frecuentes|decisiones|decisiones pendientes|perguntas|perguntas abertas|perguntas frequentes|questoes em aberto|decisoes|' +
      'domande|domande aperte|decisioni|vragen|open vragen|beslissingen|' +
      'вопросы|открытые вопросы|частые вопросы|решения|питання|відкриті питання|рішення|pytania|otwarte pytania|decyzje|otevrene otazky|' +
      '问题|常见问题|开放问题|待定问题|待决问题|决策|决策记录|よくある質問|未解決の質問|未決事項|検討事項|質問|질문|자주 묻는 질문|미해결 질문|결정 사항|미결정 사항|' +
      'sorular|acik sorular|kararlar',
    begins:
      'open questions|questions or|questions and|questions about|perguntas a|preguntas por|offene fragen|otevrene otazky|открытые вопросы|' +
      'wie|warum|comment contribuer|comment participer|comment aider|comment lire|comment utiliser|pourquoi|como|por que|hoe|waarom|perche|как|почему|зачем|чому|jak|dlaczego|nasil|neden',
    ends: 'open questions|未解決の質問|した理由|する理由|的理由|的原因',
  },
  {
    signal: 'invites-people',
    yields: 'boxes',
    whole:
      'contribute|contributing|contribution|contributions|contributors|contributor guide|contribution guide|contribution guidelines|contributing guidelines|ways to contribute|get involved|getting involved|participate|participating|participation|feedback|community feedback|user feedback|feedback welcome|join us|join the community|want to help|help wanted|help needed|get help|get in touch|contact|contacts|contact us|stay in touch|stay updated|stay tuned|support us|sponsor|sponsors|sponsoring|sponsorship|donate|donations|call to action|call for contributions|suggestions|suggest a feature|request a feature|propose a feature|have an idea|' +
      'mitmachen|mithelfen|beitragen|beitrage|mitwirken|kontakt|unterstutzen|ruckmeldung|feedback geben|' +
      'contribuer|participer|retours|nous contacter|soutenir|aide|' +
      'contribuir|contribuciones|participar|comentarios|contacto|apoyar|colaborar|ayuda|soporte y contacto|' +
      'contribuindo|contribuicoes|contribua|participe|contato|apoie|ajuda|' +
      'contribuire|contributi|partecipa|contatti|bijdragen|meedoen|terugkoppeling|' +
      'участие|как помочь|обратная связь|контакты|помощь|вклад|участь|зворотний зв язок|контакти|допомога|внесок|' +
      'wspolpraca|jak pomoc|kontakt|wesprzyj|wklad|' +
      '贡献|貢獻|参与|參與|参与贡献|如何贡献|如何参与|如何帮忙|反馈|回馈|联系|联系我们|联系方式|' +
      '貢献|コントリビュート|参加|参加方法|フィードバック|お問い合わせ|' +
      '기여|기여하기|기여 방법|참여|참여하기|피드백|문의|' +
      'katki|katkida bulunma|katilin|geri bildirim|iletisim',
    begins:
      'contributing to|contribute to|contributions to|getting involved|get involved|participate in|participating in|feedback is|feedback and contributions|feedback welcome|share feedback|send feedback|give feedback|currently requesting feedback|requesting feedback|help us|want to help|want to contribute|want to see|join our|join the community|join the discussion|join the conversation|contact us|reach out|would you like|have a suggestion|have a feature|got a|' +
      'mitarbeit an|beitragen zu|contribuer a|contribuir a|contribuir al|contribuir com|contribuire a|bijdragen aan',
    ends: 'ways to contribute|how to contribute|how to help|help wanted|feedback welcome',
  },
  {
    signal: 'describes-process',
    yields: 'boxes',
    whole:
      'process|our process|workflow|methodology|approach|our approach|triage|triaging|issue triage|prioritization|prioritisation|prioritization criteria|prioritisation criteria|prioritization process|priorities process|activities|communication|communications|communication plan|communications plan|stakeholder communication|stakeholders|required tools|recommended tools|필수 도구|추천 도구|추천 에셋|必要なツール|推荐工具|calendar|governance|release process|release schedule|release cadence|release calendar|release cycle|release policy|release strategy|release rhythm|releases and cadence|support policy|planning process|project planning|milestones process|meeting minutes|meetings|office hours|decision making|how we work|working agreement|working agreements|delivery notes|session notes|review process|review cadence|update process|update policy|update cadence|maintenance policy|versioning policy|versioning strategy|versioning|version policy|cadence|ground rules|guidelines|guardrails|constraints|our team|team members|core team|maintainers|team and roles|budget|costs|cost estimate|resource requirements|resources needed|next review|working mode|roles|roles and responsibilities|' +
      'prozess|ablauf|vorgehen|vorgehensweise|arbeitsweise|priorisierung|releaseplanung|regeln|rahmenbedingungen|versionierung|rollen|' +
      'processus|demarche|methodologie|priorisation|regles|contraintes|gouvernance|' +
      'proceso|flujo de trabajo|metodologia|priorizacion|reglas|restricciones|gobernanza|proceso de priorizacion|' +
      'processo|fluxo de trabalho|priorizacao|processo de priorizacao|regras|restricoes|governanca|' +
      'flusso di lavoro|regole|vincoli|werkwijze|proces|prioritering|regels|' +
      'процесс|рабочий процесс|приоритизация|правила|ограничения процесса|управление|процес|пріоритизація|правила роботи|' +
      'proces pracy|priorytetyzacja|zasady|reguly|' +
      '流程|工作流程|发布流程|发布节奏|优先级说明|优先级规则|规则|约定|治理|' +
      'プロセス|ワークフロー|進め方|運用ルール|ルール|優先順位の考え方|リリースサイクル|開発プロセス|' +
      '프로세스|진행 방식|작업 방식|규칙|우선순위 기준|릴리스 주기|실행 순서|' +
      'surec|is akisi|kurallar|onceliklendirme',
    begins:
      'checklist per|checklist por|checklist par|checklist pro|checklist for each|checklist for every|release checklist|pr checklist|release process|release schedule|release cadence|release calendar|release cycle|release policy|support policy|delivery notes|issue triage|prioritization and|prioritisation and|processo de prioriza|proceso de prioriza',
    ends: 'approach|meeting minutes|meetings|office hours|planning process|project planning|milestones process|release cadence|decision making process|review cadence|发布检查|发布检查清单|发布流程|发布策略|版本策略|リリース手順|processo de priorizacao|proceso de priorizacion|priorisierungsprozess',
  },
  {
    signal: 'contents-heading',
    yields: 'nothing',
    whole:
      'table of contents|contents|toc|index|on this page|inhalt|inhaltsverzeichnis|sommaire|table des matieres|indice|contenido|tabla de contenidos|tabla de contenido|conteudo|sumario|inhoud|inhoudsopgave|содержание|оглавление|зміст|spis tresci|目次|目录|目錄|목차|icindekiler',
    begins: '',
    ends: '',
  },
  {
    signal: 'legend-heading',
    yields: 'nothing',
    whole:
      'legend|key|symbols|symbol|status definitions|status definition|status key|status legend|status indicators|status labels|status markers|status symbols|status values|status meanings|priority legend|priority levels|priority definitions|effort legend|emoji legend|emoji key|labels|label|markers|notation|notations|convention|conventions|terminology|glossary|definition|definitions|abbreviations|acronyms|' +
      'legende|symbole|statuslegende|glossar|begriffe|konventionen|abkurzungen|bedeutung|glossaire|symboles|' +
      'leyenda|simbolos|glosario|convenciones|definiciones|legenda|glossario|convencoes|definicoes|simboli|convenzioni|definizioni|begrippen|' +
      'легенда|обозначения|условные обозначения|глоссарий|термины|статусы|умовні позначення|глосарій|терміни|позначення|oznaczenia|slownik|slowniczek|pojecia|' +
      '图例|圖例|图标说明|状态说明|狀態說明|状态图例|標記說明|标记说明|术语|术语表|' +
      '凡例|記号|ステータスの意味|ステータス凡例|チェックボックスの意味|用語|用語集|' +
      '범례|상태 표시|상태 표기|표시 기준|기호|용어|용어집|' +
      'gosterge|semboller|sozluk|terimler',
    begins:
      'legend for|key to|status legend|legende der|legende fur|commit convention|convention de|convencion de|conventions for|labels used',
    ends: 'status legend|status key|legend|の意味|凡例|图例|圖例|범례',
  },
  {
    signal: 'change-log-heading',
    yields: 'nothing',
    whole:
      'changelog|change log|revision history|revisions|document history|version history|update history|update log|release log|release notes|release history|whats new|history of changes|' +
      'anderungshistorie|anderungsprotokoll|versionsverlauf|journal des modifications|historique des versions|historique|registro de cambios|historial de cambios|historial de versiones|registro de alteracoes|historico de versoes|historico de alteracoes|registro delle modifiche|wijzigingslog|' +
      'история изменений|журнал изменений|список изменений|история версий|історія змін|historia zmian|dziennik zmian|' +
      '变更记录|变更日志|更新日志|更新记录|更新历史|修订历史|變更紀錄|更新紀錄|変更履歴|更新履歴|改訂履歴|リリースノート|변경 이력|변경 내역|변경 기록|업데이트 내역|degisiklik gunlugu|surum gecmisi',
    begins: 'revision history|document history|changes to this|whats new in',
    ends: 'revision history|version history',
  },
  {
    signal: 'notice-heading',
    yields: 'boxes',
    whole:
      'disclaimer|disclaimers|disclosure|disclosures|licence|license|licenses|licences|copyright|legal|legal notice|credits|acknowledgements|acknowledgments|thanks|thank you|trademarks|safe harbor|safe harbour|forward looking statements|' +
      'haftungsausschluss|lizenz|danksagung|danke|avertissement|licence d utilisation|remerciements|descargo de responsabilidad|aviso|aviso legal|licencia|agradecimientos|creditos|isencao de responsabilidade|licenca|agradecimentos|avvertenza|licenza|ringraziamenti|vrijwaring|licentie|' +
      'отказ от ответственности|лицензия|благодарности|відмова від відповідальності|ліцензія|подяки|zastrzezenie|licencja|podziekowania|' +
      '免责声明|免責聲明|许可证|许可|致谢|鸣谢|版权|免責事項|ライセンス|謝辞|면책 조항|면책|라이선스|감사의 말|sorumluluk reddi|lisans|tesekkurler',
    begins: 'thanks to',
    ends: '',
  },
  {
    signal: 'links-heading',
    yields: 'boxes',
    whole:
      'link|links|resource|resources|reference|references|reference repos|see also|further reading|related|related documents|related docs|related documentation|related links|related resources|related projects|related roadmaps|related issues|related reading|related files|more information|more info|learn more|documentation links|repositories|source repositories|repos|useful links|quick links|external links|' +
      'siehe auch|ressourcen|weiterfuhrende links|verwandte dokumente|referenzen|liens|liens utiles|ressources|voir aussi|references utiles|documents lies|' +
      'enlaces|recursos|referencias|ver tambien|documentos relacionados|documentacion relacionada|referencias utiles|referencias e links|links uteis|referencias|veja tambem|documentacao relacionada|' +
      'collegamenti|risorse|riferimenti|vedi anche|documenti correlati|verwijzingen|zie ook|bronnen|' +
      'ссылки|ресурсы|см также|полезные ссылки|связанные документы|посилання|корисні посилання|ресурси|linki|zasoby|zobacz tez|odnosniki|' +
      '链接|連結|参考|參考|参考资料|参考链接|相关链接|相关文档|资源|リンク|参考|参考資料|関連リンク|関連ドキュメント|関連資料|링크|참고 자료|관련 문서|관련 링크|참고 링크|baglantilar|kaynaklar|ilgili belgeler',
    begins: 'related documents|related documentation|related links|links to|documents relat|documentos relacionados',
    ends: 'source repositories|repos',
  },
  {
    signal: 'values-heading',
    yields: 'boxes',
    whole:
      'principle|principles|guiding principles|value|values|core values|philosophy|mission|vision|mission and vision|vision and mission|vision statement|product vision|tenets|primary focus|strategy|strategic goals|strategic vision|strategic direction|direction|product direction|overall direction|objectives and principles|design goals|design principles|design philosophy|north star|sla|slas|manifesto|positioning|' +
      'prinzipien|leitprinzipien|grundsatze|werte|philosophie|leitbild|strategie|ausrichtung|produktvision|' +
      'principes|principes directeurs|valeurs|vision du produit|orientation|' +
      'principios|valores|filosofia|mision|vision|vision del producto|estrategia|direccion|principios de diseno|' +
      'missao|visao|visao do produto|visao de produto|direcao|missao e visao|' +
      'principi|valori|visione|missione|strategia|direzione|waarden|missie|visie|uitgangspunten|' +
      'принципы|ценности|философия|миссия|видение|стратегия|направление|принципи|цінності|філософія|місія|бачення|стратегія|' +
      'zasady przewodnie|wartosci|filozofia|misja|wizja|' +
      '原则|原則|指导原则|设计原则|设计理念|价值观|理念|愿景|願景|使命|愿景与使命|产品愿景|战略|核心理念|' +
      '基本原則|設計原則|設計方針|基本方針|価値観|ビジョン|ミッション|理念|戦略|' +
      '원칙|로드맵 원칙|설계 원칙|핵심 가치|가치|철학|비전|미션|전략|방향|' +
      'ilkeler|degerler|felsefe|misyon|vizyon|strateji',
    begins:
      'principes de|principios de|principi di|vision for the|our vision for|mission and|vision and|guiding principles|principles for|design principles|principles of',
    ends: 'principles|tenets|philosophy|mission statement|vision statement|product direction|原则|原則|원칙|プリンシプル|принципы|prinzipien',
  },
  {
    signal: 'problems-heading',
    yields: 'boxes',
    whole:
      'known issues|known risks|known limitations|known problems|known bugs|known gaps|risk|risks|risk register|risk management|risk assessment|risk mitigation|mitigation|mitigations|limitations|limitation|dependencies|dependency|external dependencies|assumptions|assumption|requests to other teams|requests to others|blockers|blocker|blocked by|challenges|concerns|trade offs|tradeoffs|' +
      'bekannte probleme|bekannte fehler|bekannte einschrankungen|risiken|einschrankungen|abhangigkeiten|abhaengigkeiten|annahmen|voraussetzungen|blocker|herausforderungen|' +
      'problemes connus|limitations connues|risques|limites|dependances|hypotheses|prerequis|blocages|' +
      'problemas conocidos|limitaciones|limitaciones conocidas|riesgos|dependencias|supuestos|requisitos previos|bloqueos|issues conocidos|' +
      'problemas conhecidos|limitacoes|limitacoes conhecidas|riscos|premissas|pre requisitos|bloqueios|' +
      'problemi noti|limiti|limitazioni|limiti noti|rischi|dipendenze|presupposti|prerequisiti|bekende problemen|beperkingen|risicos|afhankelijkheden|aannames|' +
      'известные проблемы|известные ограничения|ограничения|риски|зависимости|допущения|предположения|блокеры|відомі проблеми|обмеження|ризики|залежності|припущення|' +
      'znane problemy|ograniczenia|ryzyka|ryzyko|zaleznosci|zalozenia|' +
      '已知问题|已知限制|已知局限|阻塞|阻塞项|当前阻塞|限制|局限|风险|风险与应对|依赖|依赖项|依赖关系|假设|阻碍|前置条件|前提条件|' +
      '既知の問題|既知の制限|ブロッカー|障害|制限事項|リスク|依存関係|前提|前提条件|課題とリスク|' +
      '알려진 문제|알려진 제한|제한 사항|위험|위험 요소|리스크|의존성|가정|전제 조건|선행 조건|' +
      'bilinen sorunlar|riskler|sinirlamalar|bagimliliklar|varsayimlar',
    begins:
      'known issues|known risks|known limitations|known problems|risks and|risks to|dependencies and|dependencies on|assumptions and|limitations of|limitations and|requests to other|blockers and|riscos e|riesgos y|risiken und|risques et',
    ends: 'risks and mitigations|known issues|known limitations|risk register|已知问题|已知限制|风险',
  },
  {
    signal: 'looks-back',
    yields: 'boxes',
    whole:
      'retrospective|recap|lessons learned|learnings|key learnings|looking back|reflection|reflections|ruckblick|ruckschau|retrospektive|erkenntnisse|bilan|retrospective et lecons|retrospectiva|lecciones aprendidas|licoes aprendidas|retrospettiva|terugblik|ретроспектива|итоги|выводы|підсумки|podsumowanie roku|wnioski|回顾|回顧|总结|复盘|振り返り|ふりかえり|회고|돌아보기',
    begins:
      'what we learned|what we have learned|reflecting on|looking back|retrospective on|year in review|lessons learned|recap of|ruckblick auf',
    ends: '',
  },
  {
    signal: 'reports-present',
    yields: 'plans',
    whole:
      'snapshot|latest release|current state|current status|current version|current release|current situation|current gap|current limitations|current architecture|state of the project|project state|project status|project snapshot|status quo|status snapshot|where we are|where we are now|where we are today|where are we now|where are we|current baseline|technical approach|tech stack|technology stack|required tools|recommended tools|tools used|technologies used|tools and technologies|required software|stack technique|technologies utilisees|stack tecnologico|tecnologias utilizadas|стек технологий|技术栈|使用技术|技術スタック|使用技術|기술 스택|개발 도구|필수 도구|' +
      'aktueller stand|aktueller status|stand|ist zustand|ausgangslage|momentaufnahme|etat actuel|etat des lieux|situation actuelle|version actuelle|' +
      'estado actual|situacion actual|version actual|estado atual|situacao atual|versao atual|stato attuale|situazione attuale|huidige status|huidige situatie|huidige stand|' +
      'текущее состояние|текущий статус|текущая версия|где мы сейчас|поточний стан|поточний статус|stan obecny|aktualny stan|obecny status|soucasny stav|' +
      '现状|現狀|当前状态|当前版本|目前状态|目前狀態|当前进展|現状|現在の状態|現在の状況|現状スナップショット|スナップショット|현재 상태|현황|현재 버전|mevcut durum|guncel durum',
    begins: '',
    ends: 'status snapshot|latest release|state of the project|status quo|スナップショット|現状|现状',
  },
  {
    signal: 'explains-data',
    yields: 'boxes',
    whole:
      'technical details|technical notes|technical considerations|implementation details|implementation notes|design notes|tech notes|considerations|technische details|umsetzungshinweise|details techniques|detalles tecnicos|notas tecnicas|detalhes tecnicos|dettagli tecnici|технические детали|технічні деталі|szczegoly techniczne|技术细节|实现细节|技術的詳細|技術メモ|기술 세부사항|field mapping|mapping|mappings|sample|samples|schema|syntax|usage|installation|getting started|quick start|quickstart|prerequisites|prerequisite|requirements matrix|support matrix|compatibility matrix|support lifecycle|' +
      'nutzung|verwendung|utilisation|uso|instalacion|instalacao|utilizzo|gebruik|использование|установка|uzycie|样例|用法|安装|使い方|インストール|サンプル|사용법|설치|kullanim|kurulum',
    begins: '',
    ends: 'field mapping|requirements matrix|support matrix|compatibility matrix',
  },
];
