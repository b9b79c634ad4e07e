import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

/** Shorter repetitions cost at most this factor for each character of the text. */
const LONG_REPETITION = 50;
/** Tried in this order for a class of characters: most classes of ours hold one of them. */
const PROBES = Array.from('a0 -_.:,;/#([<"\'|*~`!?=>)]}–“”✅中\n\t\u0001');
/** Nothing that a pattern of ours ends with, so that a match fails as late as it can; a dot stops only before the second. */
const ENDS = ['\u0001', '\n\u0001'];

/**
 * Texts that a pattern may be slow on. For each long repetition: its own words over and over, alone, behind what the pattern
 * wants before them, and together with that.
 * @param {string} source
 * @param {string} flags
 * @returns {{ lead: string, word: string, end: string }[]} once each; `lead`, then `word` as often as wanted, then `end`.
 */
export function attacksOn(source, flags) {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, flags.includes('u'));
  const attacks = new Map();
  const add = (lead, word) => {
    if (word === '') return;
    for (const end of ENDS) attacks.set(JSON.stringify([lead, word, end]), { lead, word, end });
  };
  visitRegExpAST(pattern, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max < LONG_REPETITION) return;
      const before = wordBefore(quantifier, flags);
      for (const word of wordsOf(quantifier.element, flags)) {
        add('', word);
        add(before, word);
        add('', before + word);
      }
      add('', before);
    },
  });
  return [...attacks.values()];
}

/** A word for each alternative of a repeated group, and all of them in a row. */
function wordsOf(element, flags) {
  if (!('alternatives' in element) || element.type === 'Assertion') return [wordOf(element, flags)];
  const words = element.alternatives.map((alternative) => wordOf(alternative, flags));
  return words.length === 1 ? words : [...words, words.join('')];
}

/** Some text that the node matches; what looks around matches nothing itself. */
function wordOf(node, flags) {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterSet':
    case 'CharacterClass':
      return memberOf(node, flags);
    case 'Alternative':
      return node.elements.map((element) => wordOf(element, flags)).join('');
    case 'Group':
    case 'CapturingGroup':
      return wordOf(node.alternatives[0], flags);
    case 'Quantifier':
      return node.max === 0 ? '' : wordOf(node.element, flags).repeat(Math.max(1, node.min));
    default:
      return '';
  }
}

function memberOf(node, flags) {
  const member = new RegExp(`^(?:${node.raw})$`, flags.replaceAll(/[gmy]/g, ''));
  const probe = PROBES.find((character) => member.test(character));
  if (probe !== undefined) return probe;
  const [first] = node.elements ?? [];
  return String.fromCodePoint(first?.value ?? first?.min?.value ?? 0);
}

/** Some text that leads up to the node. */
function wordBefore(node, flags) {
  const { parent } = node;
  if (parent === null || parent.type === 'Pattern') return '';
  const elements = parent.type === 'Alternative' ? parent.elements : [];
  const inside = elements.slice(0, Math.max(0, elements.indexOf(node))).map((element) => wordOf(element, flags));
  return wordBefore(parent, flags) + inside.join('');
}
