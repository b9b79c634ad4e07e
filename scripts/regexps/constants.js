/**
 * What the constants of a file are, as far as patterns are made of them: strings, templates, `String.raw`, `+`, arrays that
 * are joined, regular expressions and their `source`. Anything else is unknown.
 */

/** @returns {Map<string, unknown>} the initial value of every top-level `const`, as syntax. */
export function constantsOf(program) {
  const constants = new Map();
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportDeclaration' ? statement.declaration : statement;
    if (declaration.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === 'Identifier' && init !== null) constants.set(id.value, init);
    }
  }
  return constants;
}

/** @returns {string | RegExp | string[] | undefined} undefined where the value cannot be told. */
export function evaluate(node, constants) {
  switch (node?.type) {
    case 'StringLiteral':
      return node.value;
    case 'RegExpLiteral':
      return new RegExp(node.pattern, node.flags);
    case 'ParenthesisExpression':
    case 'TsAsExpression':
    case 'TsConstAssertion':
      return evaluate(node.expression, constants);
    case 'Identifier': {
      // A local variable of the same name would be another value; none is told from the outside.
      const value = constants.get(node.value);
      return value === undefined ? undefined : evaluate(value, constants);
    }
    case 'TemplateLiteral':
      return fill(node, constants, ({ cooked }) => cooked);
    case 'TaggedTemplateExpression':
      return isMember(node.tag, 'String', 'raw') ? fill(node.template, constants, ({ raw }) => raw) : undefined;
    case 'BinaryExpression':
      return node.operator === '+' ? sum(node, constants) : undefined;
    case 'ArrayExpression': {
      const parts = node.elements.map((element) =>
        element?.spread ? undefined : evaluate(element?.expression, constants),
      );
      return parts.every((part) => typeof part === 'string') ? parts : undefined;
    }
    case 'MemberExpression': {
      const value = evaluate(node.object, constants);
      return value instanceof RegExp && node.property.value === 'source' ? value.source : undefined;
    }
    case 'CallExpression':
      return join(node, constants);
    default:
      return undefined;
  }
}

function fill(template, constants, textOf) {
  const values = template.expressions.map((expression) => evaluate(expression, constants));
  if (!values.every((value) => typeof value === 'string')) return undefined;
  return template.quasis.map((quasi, index) => textOf(quasi) + (values[index] ?? '')).join('');
}

function sum(node, constants) {
  const left = evaluate(node.left, constants);
  const right = evaluate(node.right, constants);
  return typeof left === 'string' && typeof right === 'string' ? left + right : undefined;
}

function join(node, constants) {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.property.value !== 'join') return undefined;
  const parts = evaluate(callee.object, constants);
  const between = evaluate(node.arguments[0]?.expression, constants);
  return Array.isArray(parts) && typeof between === 'string' ? parts.join(between) : undefined;
}

function isMember(node, object, property) {
  return node.type === 'MemberExpression' && node.object.value === object && node.property.value === property;
}
