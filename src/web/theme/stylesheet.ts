/** One stylesheet for every page: made when the process starts, named by its content, cached for ever. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { transformSync } from 'esbuild'

const read = (name: string) => readFileSync(join(import.meta.dirname, `${name}.css`), 'utf8')

/** Where each set of colours holds, beside the light one: by the reader's choice, or by what the device says. Paper is always light. */
const themed = [
  read('light'),
  onScreen(' and (prefers-color-scheme: dark)', 'system', 'dark'),
  onScreen('', 'dark', 'dark'),
  onScreen(' and (prefers-contrast: more)', 'system', 'contrast'),
  onScreen('', 'contrast', 'contrast'),
]

function onScreen(condition: string, choice: string, colours: string): string {
  return `@media screen${condition} { ${read(colours).replace(':root', `:root[data-theme="${choice}"]`)} }`
}

/** By the window, and by what the main part holds at the reader's size of text; browsers before 2023 know only the first. */
const narrow = `@media (max-width: 39.99em) { ${read('narrow')} } @container page (max-width: 39.99rem) { ${read('narrow')} }`

const sheets = [...['tokens', 'base', 'shell', 'components', 'matters', 'pages'].map(read), narrow, read('print')]

export interface Stylesheet {
  path: string
  css: string
  gzipped: Buffer
}

/** Older browsers of public libraries and phones: nesting is flattened for them. */
const target = ['chrome100', 'firefox100', 'safari15']

export function buildStylesheet(source: string): Stylesheet {
  const { code } = transformSync(source, { loader: 'css', minify: true, target, charset: 'utf8' })
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  return { path: `/assets/${hash}.css`, css: code, gzipped: gzipSync(code, { level: 9 }) }
}

export const stylesheet = buildStylesheet([...themed, ...sheets].join('\n'))

/** First visit, over the air. */
export const stylesheetBudget = 12 * 1024

export const withinBudget = ({ gzipped }: Stylesheet) => gzipped.byteLength <= stylesheetBudget
