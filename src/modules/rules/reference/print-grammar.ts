/** A production of the grammar as people read it: EBNF without white space and without what the parser does. */
import type { ast } from 'peggy'

type Expression = ast.Expression

export interface Production { name: string; shown: string | null; ebnf: string; uses: string[] }

export function productionsOf(grammar: ast.Grammar): Production[] {
  return grammar.rules.filter(({ name }) => !name.startsWith('_')).map(({ name, expression }) => {
    const named = expression.type === 'named'
    const inner = named ? (expression as ast.Named).expression : expression
    const uses = new Set<string>()
    return { name, shown: named ? (expression as ast.Named).name : null, ebnf: print(inner as Expression, uses), uses: [...uses] }
  })
}

function print(node: Expression, uses: Set<string>): string {
  switch (node.type) {
    case 'choice': return node.alternatives.map((one) => print(one as Expression, uses)).filter((text) => text !== '').join('\n  | ')
    case 'sequence': return node.elements.map((one) => held(one as Expression, uses)).filter((text) => text !== '').join(' ')
    case 'action': case 'labeled': case 'text': return print(node.expression as Expression, uses)
    case 'group': return parenthesized(print(node.expression as Expression, uses))
    case 'optional': return around(node.expression as Expression, '?', uses)
    case 'zero_or_more': return around(node.expression as Expression, '*', uses)
    case 'one_or_more': return around(node.expression as Expression, '+', uses)
    case 'repeated': return repeated(node, uses)
    case 'literal': return JSON.stringify(node.value)
    case 'class': return `[${node.inverted ? '^' : ''}${node.parts.map((part) => (typeof part === 'string' ? part : (part as string[]).join('-'))).join('')}]`.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
    case 'any': return 'any sign'
    case 'rule_ref': {
      if (node.name.startsWith('_') || node.name === 'NameRest') return ''
      uses.add(node.name)
      return node.name
    }
    // What the parser looks at and does not take says nothing to an author.
    case 'simple_and': case 'simple_not': case 'semantic_and': case 'semantic_not': return ''
    default: throw new Error(`the reference does not know ${(node as { type: string }).type}`)
  }
}

/** Several things together stand in parentheses; one alone needs none. */
const parenthesized = (text: string) => (/^(?:\S+|)$/.test(text) ? text : `( ${text.replaceAll('\n  | ', ' | ')} )`)

/** What a label or an action wraps. */
const bare = (node: Expression): Expression => (node.type === 'labeled' || node.type === 'text' || node.type === 'action' ? bare(node.expression as Expression) : node)

function held(node: Expression, uses: Set<string>): string {
  const text = print(node, uses)
  return bare(node).type === 'choice' ? parenthesized(text) : text
}

function around(node: Expression, sign: string, uses: Set<string>): string {
  const text = print(node, uses)
  if (text === '') return ''
  return `${text.startsWith('( ') && node.type === 'group' ? text : parenthesized(text)}${sign}`
}

/** `Item|1.., ","|` is one or more with commas between; exact numbers stand in braces. */
function repeated({ expression, min, max, delimiter }: ast.Repeated, uses: Set<string>): string {
  const text = print(expression as Expression, uses)
  if (delimiter) return `${text} ( ${print(delimiter as Expression, uses)} ${text} )*`
  // Peggy gives an exact number as its upper bound alone.
  return min === null ? `${parenthesized(text)}{${String(max.value)}}` : `${parenthesized(text)}${min.value === 1 ? '+' : '*'}`
}
