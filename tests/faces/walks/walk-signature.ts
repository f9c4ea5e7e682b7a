/** Where the law wants two officials: proposed, waiting for a colleague, returned. Leaves the part as it found it. */
import assert from 'node:assert/strict'
import { findPart } from './find-part.ts'
import type { Walk } from '../walk.ts'

export async function walkSignature(walk: Walk) {
  const { cast, left: { receipt } } = walk
  const official = await walk.official(`demo-${cast.asks}-caseworker`)
  const path = await findPart(official, receipt)
  const { lines } = JSON.parse((await official.get(path.replace('/console', '/api'))).html) as { lines: { line: string; service: string }[] }
  const { line } = lines.find(({ service }) => service === cast.signed) ?? assert.fail(`no ${cast.signed} at ${cast.asks}`)
  const proposed = await official.submit(await official.get(path), `${path}/decisions`, { [`outcome-${line}`]: 'refuse', [`reason-${line}`]: cast.words.refusal })
  await walk.see('console: part, proposed', official, proposed.path)
  await walk.see('application, a second signature is missing', await walk.resident(cast.family), `/my/applications/${receipt}`)

  const colleague = await walk.official(`demo-${cast.asks}-lead`)
  await walk.see('console: inbox, for my signature', colleague, '/console?of=signature')
  await walk.see('console: part, to be signed', colleague, path)
  const proposal = /name="act-([0-9a-f-]{36})"/.exec((await colleague.get(path)).html)?.[1] ?? assert.fail('nothing to sign')
  await walk.send('console: nothing signed', colleague, `${path}/signatures`, { [`act-${proposal}`]: 'later', [`remark-${proposal}`]: '' })
  await walk.send('console: returned without a reason', colleague, `${path}/signatures`, { [`act-${proposal}`]: 'return', [`remark-${proposal}`]: ' ' })
  const returned = await colleague.submit(await colleague.get(path), `${path}/signatures`, { [`act-${proposal}`]: 'return', [`remark-${proposal}`]: cast.words.question })
  await walk.see('console: part, returned', colleague, returned.path)
}
