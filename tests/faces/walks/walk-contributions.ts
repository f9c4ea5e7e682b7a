/** Somebody is asked to fill in a part of an application: made, opened, filled in wrongly, given, and taken back; by whoever asks and whoever is asked. */
import assert from 'node:assert/strict'
import type { Walk } from '../walk.ts'

/** One whose application has been begun asks one who goes through every step. */
export async function walkContributions(walk: Walk) {
  const { cast, house } = walk
  const [asker, asked] = [await walk.resident(cast.impatient), await walk.resident(cast.applicant)]
  const known = await asker.submit(await asker.get('/life-events/birth'), '/apply')
  const page = known.path.replace(/known$/, 'contributions')
  await walk.see('ask somebody else: nobody yet', asker, page)
  await walk.send('ask somebody else: no name', asker, page, { part: 'account', label: ' ' })
  const label = house.identity.demonstration!.nameOf(cast.applicant)!
  await walk.send('ask somebody else: the code', asker, page, { part: 'account', label }, 200)
  await walk.see('ask somebody else: asked', asker, page)
  const sheet = await asker.submit(await asker.get(page), page)
  const code = /<p class="amount"><code>([^<]+)<\/code>/.exec(sheet.html)?.[1] ?? assert.fail(sheet.text)
  await walk.see('apply: known, somebody is awaited', asker, known.path)

  await walk.see('asked by others: nothing yet', asked, '/my/contributions')
  await walk.see('asked by others: a link', asked, `/contributions/${code}`)
  await walk.send('asked by others: no code', asked, '/my/contributions', { code: '' })
  await walk.send('asked by others: a code that opens nothing', asked, '/my/contributions', { code: '0000-0000-0000' })
  const { path } = await asked.submit(await asked.get(`/contributions/${code}`), '/my/contributions')
  await walk.see('asked by another', asked, path)
  await walk.see('to do: asked by another', asked, '/my')
  await walk.send('asked by another: nothing said', asked, path, {})
  await walk.see('ask somebody else: opened', asker, page)
  await asked.submit(await asked.get(path), path, { 'household.account': cast.home['household.account']! })
  await walk.see('asked by another: answered', asked, path)
  await walk.see('asked by another: answered before', asked, `${path}?stands=yes`)
  await walk.see('ask somebody else: answered', asker, page)
  const given = await asker.get(page)
  await asker.submit(given, /action="(\/apply\/[^"]+\/end)"/.exec(given.html)![1]!)
  await walk.see('ask somebody else: taken back', asker, page)
  await walk.see('asked by another: taken back', asked, path)
  await walk.see('asked by others: a list', asked, '/my/contributions')
}
