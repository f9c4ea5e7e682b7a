/**
 * Lets Node run `.tsx`: Node strips types from `.ts` itself but does not transform JSX.
 * Results are kept on disk by content, so that a later start transforms nothing.
 * Loaded with `node --import ./src/kernel/tsx-hook.ts`.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync, version } from 'esbuild'

const cacheFolder = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/.cache/maru-tsx')

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context)
    const source = readFileSync(fileURLToPath(url), 'utf8')
    return { format: 'module', source: transformed(source, url), shortCircuit: true }
  },
})

function transformed(source: string, url: string): string {
  const key = createHash('sha256').update(version).update(url).update('\0').update(source).digest('hex')
  const file = join(cacheFolder, `${key}.mjs`)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const { code } = transformSync(source, {
      loader: 'tsx', format: 'esm', target: 'esnext', jsx: 'automatic', jsxImportSource: 'preact',
      sourcefile: fileURLToPath(url), sourcemap: 'inline',
    })
    keep(file, code)
    return code
  }
}

/** Best effort: a folder that cannot be written costs a transformation per start, nothing else. */
function keep(file: string, code: string) {
  try {
    mkdirSync(cacheFolder, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, code)
    renameSync(draft, file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause
  }
}
