/**
 * Points a query costs, by GitHub's formula: the requests its connections would take, supposing that every parent
 * page is full, over 100. https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
import { Kind } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

export interface Cost {
  cost: number;
  nodeCount: number;
}

interface Sum {
  requests: number;
  nodes: number;
}

type Variables = Readonly<Record<string, unknown>>;

export function queryCost(document: DocumentNode, variables: Variables): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const sum: Sum = { requests: 0, nodes: 0 };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      walk(definition.selectionSet, 1, { fragments, variables, sum, open: new Set() });
    }
  }
  return { cost: Math.max(1, Math.round(sum.requests / 100)), nodeCount: sum.nodes };
}

interface Walk {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Variables;
  sum: Sum;
  /** Fragments being walked: a circle of them is left to the validation. */
  open: Set<string>;
}

function walk(selections: SelectionSetNode | undefined, parents: number, at: Walk): void {
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      const size = pageSize(selection, at.variables);
      if (size !== null) {
        at.sum.requests += parents;
        at.sum.nodes += parents * size;
      }
      walk(selection.selectionSet, parents * (size ?? 1), at);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      walk(selection.selectionSet, parents, at);
    } else {
      const name = selection.name.value;
      if (at.open.has(name)) continue;
      at.open.add(name);
      walk(at.fragments.get(name)?.selectionSet, parents, at);
      at.open.delete(name);
    }
  }
}

/** `first` or `last` of a connection; null for other fields. */
function pageSize(field: FieldNode, variables: Variables): number | null {
  const argument = field.arguments?.find((each) => each.name.value === 'first' || each.name.value === 'last');
  if (!argument) return null;
  const value =
    argument.value.kind === Kind.VARIABLE
      ? variables[argument.value.name.value]
      : argument.value.kind === Kind.INT
        ? Number(argument.value.value)
        : null;
  return typeof value === 'number' && value > 0 ? value : null;
}
