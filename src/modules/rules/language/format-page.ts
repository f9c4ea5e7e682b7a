/**
 * One layout for every statute's page: what belongs together stands below each other, and whoever compares two editions sees the law
 * change and nothing else. Line breaks and remarks stay the author's; prose is not touched.
 */

type Token = { kind: 'text' | 'remark' | 'number' | 'sign' | 'word'; text: string }

const shapes = /("[^"\n]*"|'[^'\n]*')|(--[^\n]*)|(\d{4}-\d\d-\d\d|§[^\n"{}: ]+|[a-z_][\w.-]*)|(\d+(?:,\d{3})*(?:\.\d+)?)|(\S)/g

function tokensOf(line: string): Token[] {
  return [...line.matchAll(shapes)].map(([text, quoted, remark, word, number]): Token =>
    ({ text, kind: quoted ? 'text' : remark ? 'remark' : word ? 'word' : number ? 'number' : 'sign' }))
}

export function formatPage(page: string): string {
  let inside = false
  const lines: string[] = []
  let block: string[] = []
  for (const line of page.split('\n')) {
    if (inside && /^```\s*$/.test(line)) {
      lines.push(...formatBlock(block), line.trimEnd())
      inside = false
    } else if (inside) block.push(line)
    else {
      lines.push(line)
      inside = /^```maru\s*$/.test(line)
      block = []
    }
  }
  // A block that nobody closed is not understood, and stays.
  return [...lines, ...(inside ? block : [])].join('\n')
}

interface Item { word: string; tagColumn: number }

function formatBlock(lines: readonly string[]): string[] {
  let item: Item = { word: '', tagColumn: 4 }
  const result: string[] = []
  const remarks: string[] = []
  for (const line of lines) {
    const tokens = tokensOf(line)
    const [first] = tokens
    if (!first) {
      if (result.length > 0 && result.at(-1) !== '' && remarks.length === 0) result.push('')
    } else if (first.kind === 'remark') remarks.push(first.text.trimEnd())
    else {
      const placed = place(tokens, item)
      item = placed.item
      // A remark stands before what it speaks of, and in line with it.
      result.push(...remarks.splice(0).map((remark) => ' '.repeat(placed.indent) + remark), ' '.repeat(placed.indent) + spaced(tokens))
    }
  }
  result.push(...remarks)
  while (result.at(-1) === '') result.pop()
  return result
}

const items = new Set(['law', 'parameter', 'scale', 'group', 'define', 'exception', 'rule', 'only', 'contradiction', 'example'])
const parts = new Set(['when', 'pays', 'apply', 'let', 'given', 'expect', 'called', 'refuses', '='])
const sentences = new Set(['holds', 'fails', 'says', 'note'])

function place(tokens: readonly Token[], item: Item): { indent: number; item: Item } {
  const [first, second, third] = tokens.map(({ text }) => text)
  const isItem = items.has(first!) || (first === 'instead' && second === 'of' && third?.includes('.') === true)
  if (isItem) return { indent: 0, item: { word: first!, tagColumn: columnOfTexts(tokens, 0) } }
  if (tokens[0]!.kind === 'word' && tokens[1]?.kind === 'text' && !sentences.has(first!) && !parts.has(first!)) return { indent: item.tagColumn, item }
  if (sentences.has(first!)) {
    const indent = item.word === 'only' || item.word === 'contradiction' ? 2 : 4
    return { indent, item: { ...item, tagColumn: indent + first!.length + 1 } }
  }
  const isFigure = item.word === 'parameter' || item.word === 'scale'
  if (parts.has(first!) || first === 'instead' || (isFigure && first === 'from')) return { indent: 2, item: { ...item, tagColumn: columnOfTexts(tokens, 2) } }
  return { indent: 4, item }
}

/** Where the first language of a text stands, for those below it. */
function columnOfTexts(tokens: readonly Token[], indent: number): number {
  const at = tokens.findIndex(({ kind }, index) => kind === 'word' && tokens[index + 1]?.kind === 'text' && tokens[index + 1]!.text.startsWith('"') && !tokens[index + 1]!.text.includes('§'))
  return at < 0 ? 4 : indent + spaced(tokens.slice(0, at)).length + 1
}

function spaced(tokens: readonly Token[]): string {
  return tokens.reduce((line, token, index) => {
    const before = tokens[index - 1]
    const text = token.kind === 'number' ? grouped(token.text) : token.text.trimEnd()
    return line + (before === undefined || isTight(before, token, tokens[index - 2]) ? '' : ' ') + text
  }, '')
}

function isTight(before: Token, token: Token, beforeThat: Token | undefined): boolean {
  if (before.text === '(' || token.text === ')' || token.text === ',' || token.text === ';' || token.text === ':') return true
  // A sign in front of a number that nothing stands before is part of it.
  return before.text === '-' && token.kind === 'number' && (beforeThat === undefined || beforeThat.kind === 'sign')
}

/** From five figures on, thousands are told apart. */
function grouped(number: string): string {
  const [whole, decimals] = number.replaceAll(',', '').split('.') as [string, string?]
  const apart = whole.length > 4 || number.includes(',') ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') : whole
  return decimals === undefined ? apart : `${apart}.${decimals}`
}
