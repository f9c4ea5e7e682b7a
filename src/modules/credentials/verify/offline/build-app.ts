/** Bundles the offline verifier. Files are named by their content; its worker names them all, so that it opens without a network. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { withCompiler } from '../../../../kernel/compiler/with-compiler.ts'
import type { Words } from '../../../../../packages/verifier/app/words.ts'
import { stylesheet } from '../../../../web/theme/stylesheet.ts'
import { filesPath, offlinePath } from './offline-paths.ts'

export interface AppFile { type: string; bytes: Buffer }

export interface OfflineApp {
  /** By the last part of their path. */
  files: ReadonlyMap<string, AppFile>
  /** Paths of what the page names. */
  start: string
  words: string
  manifest: string
  worker: AppFile
}

const source = (name: string) => join(import.meta.dirname, '../../../../../packages/verifier/app', name)
const common: BuildOptions = { bundle: true, minify: true, target: ['chrome115', 'firefox115', 'safari16.4'], charset: 'utf8', write: false, legalComments: 'none', logLevel: 'silent' }
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

export const buildApp = (words: Words, name: string): Promise<OfflineApp> => withCompiler(() => bundle(words, name))

async function bundle(words: Words, name: string): Promise<OfflineApp> {
  const files = new Map<string, AppFile>()
  const add = (file: string, type: string, content: Uint8Array | string) => {
    files.set(file, { type, bytes: Buffer.from(content as string) })
    return `${filesPath}/${file}`
  }
  const { outputFiles } = await build({
    ...common, entryPoints: { start: source('start.tsx') }, outdir: '/', entryNames: '[name]-[hash]', chunkNames: 'part-[hash]', format: 'esm', splitting: true, jsx: 'automatic', jsxImportSource: 'preact', publicPath: filesPath,
  })
  for (const { path, contents } of outputFiles!) add(path.slice(1), 'text/javascript; charset=utf-8', contents)
  const json = JSON.stringify(words)
  const manifest = JSON.stringify({
    id: offlinePath, name, short_name: name, start_url: offlinePath, scope: offlinePath, display: 'standalone', background_color: '#ffffff', theme_color: '#0b50d0',
    icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  })
  const paths = {
    start: `${filesPath}/${[...files.keys()].find((file) => file.startsWith('start-'))!}`,
    words: add(`words-${digest(json)}.json`, 'application/json; charset=utf-8', json), manifest: add(`manifest-${digest(manifest)}.webmanifest`, 'application/manifest+json; charset=utf-8', manifest),
  }
  const all = [offlinePath, stylesheet.path, '/favicon.svg', ...[...files.keys()].map((file) => `${filesPath}/${file}`)]
  const { outputFiles: [worker] } = await build({ ...common, entryPoints: [source('worker.ts')], format: 'iife', define: { appFiles: JSON.stringify(all), appVersion: JSON.stringify(digest(all.join(' '))) } }) as { outputFiles: { contents: Uint8Array }[] }
  return { files, ...paths, worker: { type: 'text/javascript; charset=utf-8', bytes: Buffer.from(worker!.contents) } }
}
