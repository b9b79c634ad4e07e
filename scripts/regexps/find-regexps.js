import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';
import { constantsOf, evaluate } from './constants.js';

/**
 * Every regular expression of a TypeScript or JavaScript file: literals, and what `RegExp(…)` is called with where that is
 * made of constants of the file.
 * @param {string} file
 * @returns {{ line: number, source: string, flags: string, unreadable: string | null }[]} 1-based lines; `unreadable` is the
 *   expression's own text where its pattern or flags cannot be told without running the program.
 */
export function findRegexps(file) {
  // The statement put before it tells where the file begins in swc's count of bytes, which goes on from file to file.
  const text = `;${readFileSync(file, 'utf8').replace(/^#!/, '//')}`;
  const bytes = Buffer.from(text);
  const program = parseSync(text, { syntax: file.endsWith('.ts') ? 'typescript' : 'ecmascript', target: 'es2022' });
  const begin = program.body[0].span.start;
  const textOf = (span) => bytes.subarray(span.start - begin, span.end - begin).toString('utf8');
  const lineOf = (span) =>
    bytes
      .subarray(0, span.start - begin)
      .toString('utf8')
      .split('\n').length;
  const constants = constantsOf(program);
  const found = [];
  visit(program, (node) => {
    if (node.type === 'RegExpLiteral') {
      found.push({ line: lineOf(node.span), source: node.pattern, flags: node.flags, unreadable: null });
    }
    if ((node.type === 'NewExpression' || node.type === 'CallExpression') && isRegExp(node.callee)) {
      const [pattern, flags] = (node.arguments ?? []).map((argument) => evaluate(argument.expression, constants));
      // `new RegExp(literal)` is checked as that literal.
      if (pattern instanceof RegExp && flags === undefined) return;
      const source = pattern instanceof RegExp ? pattern.source : pattern;
      const isKnown = typeof source === 'string' && (node.arguments.length === 1 || typeof flags === 'string');
      found.push({
        line: lineOf(node.span),
        source: isKnown ? source : '',
        flags: isKnown ? (flags ?? '') : '',
        unreadable: isKnown ? null : textOf(node.span),
      });
    }
  });
  return found;
}

function isRegExp(callee) {
  return callee.type === 'Identifier' && callee.value === 'RegExp';
}

function visit(node, see) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') see(node);
  for (const value of Object.values(node)) visit(value, see);
}
