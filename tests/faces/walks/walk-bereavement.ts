/** An event that happened to somebody else: whom, nobody, what is done, what was found, and the official's own words. */
import { until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'
import { findPart, linesOf } from './find-part.ts'

export async function walkBereavement(walk: Walk) {
  const { cast: { bereaved, newcomer }, house } = walk
  if (bereaved === undefined) return
  const start = async (person: string) => {
    const resident = await walk.resident(person)
    return { resident, known: await resident.submit(await resident.get('/life-events/bereavement'), '/apply') }
  }
  const nobody = await start(newcomer)
  await walk.see('bereavement: known, nobody has died', nobody.resident, nobody.known.path)

  const two = await start(bereaved.two)
  const choose = await two.resident.submit(two.known, two.known.path)
  await walk.see('bereavement: who', two.resident, choose.path)
  await walk.send('bereavement: who, nothing chosen', two.resident, choose.path, {})

  const { resident, known } = await start(bereaved.person)
  await walk.see('bereavement: known', resident, known.path)
  const consent = await resident.submit(known, known.path)
  await walk.see('bereavement: consent', resident, consent.path)
  const done = await resident.submit(consent, consent.path.replace(/consent$/, 'agree-to-all'))
  await walk.see('bereavement: what is done', resident, done.path)
  const check = await resident.submit(done, done.path)
  await walk.see('bereavement: check', resident, check.path)
  const sent = await resident.submit(check, check.path)
  const receipt = sent.path.split('/')[3]!.split('?')[0]!

  for (const agency of [bereaved.found, bereaved.byHand]) {
    const official = await walk.official(house.identity.demonstration!.officials.find((candidate) => candidate.agency === agency)!.id)
    const path = await findPart(official, receipt)
    await walk.see(`console: search at ${agency}`, official, path)
    const [line] = await linesOf(official, path)
    if (agency === bereaved.byHand) await walk.send('console: search, nothing written', official, `${path}/decisions`, { [`outcome-${line}`]: 'approve' })
    await official.submit(await official.get(path), `${path}/decisions`, { [`outcome-${line}`]: 'approve', ...(agency === bereaved.byHand ? { [`answer-${line}`]: bereaved.words } : {}) })
    await walk.see(`console: search at ${agency}, told`, official, path)
  }
  await until(() => resident.get(`/my/applications/${receipt}`), ({ text }) => text.includes(bereaved.words))
  await walk.see('bereavement: what was found', resident, `/my/applications/${receipt}`)
}
