/**
 * `npm run campaign -- faces`: the engines, the keyboard, large text, other colours and 320 px in every language of every country, where `npm test` looks
 * with engines at one language of each, and at 320 px where words are longest. What was looked at stands in a file: the same command goes on where it was stopped. Ends with one JSON line.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openShell } from '../browser/open-browser.ts'
import type { Seen } from '../faces/look.ts'
import { narrowWithoutScript, withEngines } from '../faces/looks.ts'
import { at, report, type Found } from '../faces/report.ts'
import { fullestOfEachRoute } from '../faces/shapes.ts'
import { forEach } from '../faces/show-seen.ts'
import { setStage } from '../faces/stage.ts'

const { values } = parseArgs({ options: { folder: { type: 'string', default: join(tmpdir(), 'maru-campaign-faces') }, again: { type: 'boolean', default: false } } })
const file = join(values.folder, 'progress.json')
if (values.again) rmSync(file, { force: true })
mkdirSync(values.folder, { recursive: true })
const progress: { looked: string[]; found: Found[] } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as { looked: string[]; found: Found[] } : { looked: [], found: [] }
const looked = new Set(progress.looked)
if (looked.size > 0) tell(`Going on after ${looked.size} looks; --again begins anew`)

tell('Walking through the houses …')
await using stage = await setStage()
await using browser = await openShell()
const pages = fullestOfEachRoute(stage.pages)
for (const [name, look] of Object.entries({ engines: withEngines, narrow: narrowWithoutScript })) {
  const nameOf = ({ pack, language, method, route, state }: Seen) => [name, pack, language, method, route, state].join(' ')
  const left = pages.filter((seen) => !looked.has(nameOf(seen)))
  if (left.length === 0) continue
  let done = pages.length - left.length
  await forEach(browser, look.options, left, async (page, seen) => {
    const here: Found[] = []
    for await (const findings of look.at(page, stage.show.addressOf(seen))) here.push(...at(seen, findings))
    looked.add(nameOf(seen))
    progress.found.push(...here)
    done += 1
    if (here.length > 0 || done % 25 === 0) {
      save()
      tell(`${name}: ${done} of ${pages.length}${here.length > 0 ? `, ${here.length} findings on ${seen.state} [${seen.pack} ${seen.language}]` : ''}`)
    }
  })
  save()
}

if (progress.found.length > 0) tell(report(progress.found))
process.stdout.write(`${JSON.stringify({
  campaign: 'faces', pages: pages.length, ofPages: stage.pages.length, languages: new Set(pages.map(({ pack, language }) => `${pack} ${language}`)).size, looks: looked.size, findings: progress.found.length,
})}\n`)
process.exitCode = progress.found.length === 0 ? 0 : 1

function save() {
  writeFileSync(`${file}.new`, JSON.stringify({ ...progress, looked: [...looked] }))
  renameSync(`${file}.new`, file)
}

function tell(line: string) {
  process.stderr.write(`${line}\n`)
}
