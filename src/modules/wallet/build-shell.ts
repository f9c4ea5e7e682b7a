/** Bundles the app. Files are named by their content and kept for ever; the worker names them all, so that the app opens without a network. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type BuildOptions } from 'esbuild'
import { withCompiler } from '../../kernel/compiler/with-compiler.ts'
import type { WalletTexts } from '../../../packages/wallet/app/texts/wallet-texts.ts'
import { stylesheet } from '../../web/theme/stylesheet.ts'
import { manifestOf } from './manifest.ts'
import { filesPath, walletPath } from './wallet-paths.ts'

export interface ShellFile { type: string; bytes: Buffer; gzipped: Buffer }

export interface Shell {
  /** By the last part of their path. */
  files: ReadonlyMap<string, ShellFile>
  /** Paths of what the page names. */
  start: string
  stylesheet: string
  texts: string
  manifest: string
  /** What must be there before the app opens; the rest is fetched beside it. */
  first: readonly string[]
  worker: ShellFile
}

const source = (name: string) => join(import.meta.dirname, '../../../packages/wallet/app', name)

/** Phones of the last four years: what the app needs (keys that cannot be taken out, in a store that survives) is not older. */
const target = ['chrome115', 'firefox115', 'safari16.4']

const common: BuildOptions = { bundle: true, minify: true, target, charset: 'utf8', write: false, legalComments: 'none', logLevel: 'silent' }

export const buildShell = (texts: WalletTexts, name: string): Promise<Shell> => withCompiler(() => bundle(texts, name))

async function bundle(texts: WalletTexts, name: string): Promise<Shell> {
  const files = new Map<string, ShellFile>()
  const add = (file: string, type: string, content: Uint8Array | string) => {
    files.set(file, shellFile(type, content))
    return `${filesPath}/${file}`
  }
  const { outputFiles, metafile } = await build({
    ...common, entryPoints: { start: source('start.ts'), wallet: source('wallet.css') }, outdir: '/', entryNames: '[name]-[hash]', chunkNames: 'part-[hash]', format: 'esm', splitting: true,
    jsx: 'automatic', jsxImportSource: 'preact', metafile: true, publicPath: filesPath,
  })
  for (const { path, contents } of outputFiles!) add(path.slice(1), path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8', contents)
  const named = (start: string) => `${filesPath}/${[...files.keys()].find((file) => file.startsWith(start))!}`
  const json = JSON.stringify(texts)
  const paths = {
    start: named('start-'), stylesheet: named('wallet-'), texts: add(`texts-${digest(json)}.json`, 'application/json; charset=utf-8', json),
    manifest: add(`manifest-${digest(name)}.webmanifest`, 'application/manifest+json; charset=utf-8', JSON.stringify(manifestOf(name))),
  }
  const scripts = firstScripts(metafile!.outputs, paths.start.slice(filesPath.length + 1)).map((file) => `${filesPath}/${file}`)
  const all = [walletPath, stylesheet.path, ...[...files.keys()].map((file) => `${filesPath}/${file}`)]
  const { outputFiles: [worker] } = await build({ ...common, entryPoints: [source('worker.ts')], format: 'iife', define: { shellFiles: JSON.stringify(all), shellVersion: JSON.stringify(digest(all.join(' '))) } }) as { outputFiles: { contents: Uint8Array }[] }
  return { files, ...paths, first: [...scripts, paths.stylesheet, paths.texts], worker: shellFile('text/javascript; charset=utf-8', worker!.contents) }
}

/** The loader, what it loads at once (`app.tsx`), and what that imports; parts for rare occasions come later. */
function firstScripts(outputs: NonNullable<Awaited<ReturnType<typeof build>>['metafile']>['outputs'], start: string): string[] {
  const found = new Set<string>()
  const follow = (file: string, kinds: readonly string[]) => {
    if (found.has(file)) return
    found.add(file)
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kinds.includes(kind)) follow(path, ['import-statement'])
  }
  follow(Object.keys(outputs).find((file) => file.endsWith(start))!, ['import-statement', 'dynamic-import'])
  return [...found].map((file) => file.split('/').at(-1)!)
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

function shellFile(type: string, content: Uint8Array | string): ShellFile {
  const bytes = Buffer.from(content as string)
  return { type, bytes, gzipped: gzipSync(bytes, { level: 9 }) }
}
