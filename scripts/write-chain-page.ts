/** Bundles the script of the page that checks an access log without a server; a test compares what is committed. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const folder = new URL('../packages/evidence/chain-page/', import.meta.url)
export const bundleFile = fileURLToPath(new URL('page.generated.js', folder))

/** One script without a module: it runs from a file on the disk. */
export async function bundleChainPage(): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL('page.mjs', folder))], bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8', legalComments: 'none' })
  return `${outputFiles[0]!.text.trim()}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(bundleFile, await bundleChainPage())
