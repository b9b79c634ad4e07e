import type { ErrorCode, YAMLError } from 'yaml';

/** The faults that people really make, in words that say what to do. */
const EXPLANATIONS: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT:
    'the indentation does not fit the lines around it. Indent every key of one map by the same number of spaces',
  TAB_AS_INDENT: 'found a tab as indentation, expected spaces. Replace the tabs by spaces',
  MULTIPLE_DOCS: 'found a second document after `---`, expected one. Keep one of them',
  BLOCK_AS_IMPLICIT_KEY:
    'found a second `: ` on one line. Put the value in quotes, or the nested key on a line of its own',
  MULTILINE_IMPLICIT_KEY: 'found a key that runs over several lines, or a line without `: `. Write `key: value`',
  MISSING_CHAR: 'a quote, bracket, brace or `: ` is missing. Close what was opened before this place',
  UNEXPECTED_TOKEN: 'found a character that cannot stand here. Put the value in quotes if it belongs to a text',
  BAD_SCALAR_START: 'a text cannot begin with this character unless it is in quotes. Put the value in quotes',
  TAG_RESOLVE_FAILED: 'found a `!tag`, expected plain values. Take the tag out, or put the value in quotes',
  RESOURCE_EXHAUSTION: 'maps and lists are nested too deeply. Write the configuration flat, as its documentation shows',
  BAD_DIRECTIVE: 'found a `%` line that YAML does not know. Take it out',
};

/** One sentence or two: that the file is not valid YAML here, and how to put it right. */
export function explainYamlError(error: YAMLError): string {
  // The library's own words end in a full stop or not, and may quote long stretches of the file.
  const own = error.message.split('\n', 1)[0]!.slice(0, 160).replace(/\.$/, '');
  return `Not valid YAML: ${EXPLANATIONS[error.code] ?? own}.`;
}
