/** Every source file with what it imports, read with a parser and not with patterns. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'oxc-parser'

export interface Import {
  /** Path from the root of the repository, or the name of a package. */
  target: string
  /** Gone when the program runs. */
  typeOnly: boolean
}

export interface Source {
  path: string
  text: string
  lines: number
  imports: Import[]
  /** Nothing but re-exports. */
  barrel: boolean
}

export function readSource(path: string, text: string): Source {
  const { module, program } = parseSync(path, text)
  const imports: Import[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({ target: moduleRequest.value, typeOnly: entries.length > 0 && entries.every(({ isType }) => isType) })),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ target: moduleRequest.value, typeOnly: isType }] : []))),
    ...module.dynamicImports.map(({ moduleRequest }) => ({ target: text.slice(moduleRequest.start + 1, moduleRequest.end - 1), typeOnly: false })),
  ]
  const barrel = program.body.length > 0 && program.body.every((statement) =>
    statement.type === 'ExportAllDeclaration' || (statement.type === 'ExportNamedDeclaration' && statement.source !== null))
  return {
    path, text, lines: text.split('\n').length, barrel,
    imports: imports.map(({ target, typeOnly }) => ({ target: target.startsWith('.') ? normalize(join(dirname(path), target)) : target, typeOnly })),
  }
}

const isTest = (path: string) => /\.test\.tsx?$|\/test-[a-z-]+\.ts$/.test(path)

/** Without tests and generated files. */
export const readSources = (root: string): Source[] => globSync(['bin/**/*.ts', 'src/**/*.{ts,tsx}', 'packages/**/*.ts', 'demo/**/*.ts'], { cwd: root })
  .filter((path) => !isTest(path) && !path.includes('.generated.'))
  .sort().map((path) => readSource(path, readFileSync(join(root, path), 'utf8')))
