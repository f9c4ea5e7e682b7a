/** Each step of the application for a birth: as it opens, and with what is missing or wrong. */
import { consentAll } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

export async function walkApplication(walk: Walk) {
  const { cast } = walk
  const child = { 'newborn.1.name': cast.child.name, 'newborn.1.birth_date': cast.child.birthDate, 'newborn.1.sex': cast.child.sex }
  const resident = await walk.resident(cast.applicant)
  await walk.see('life event, signed in', resident, '/life-events/birth')
  const known = await resident.submit(await resident.get('/life-events/birth'), '/apply')
  const step = (name: string) => known.path.replace(/known$/, name)
  await walk.see('apply: known', resident, known.path)
  const number = walk.house.pack.facts.find(({ correctable, type }) => correctable && type === 'int')!
  await walk.send('apply: known, a correction that is no number', resident, known.path, { [number.fact]: 'many' })
  await resident.submit(known, known.path, { [number.fact]: '4' })
  await walk.see('apply: known, corrected', resident, known.path)

  await walk.see('apply: child', resident, step('child'))
  await walk.send('apply: child, empty', resident, step('child'), { count: '1' })
  await walk.send('apply: child, wrong', resident, step('child'), { ...child, 'newborn.1.name': '1234', 'newborn.1.birth_date': '2027-02-30', count: '1' })
  await walk.send('apply: two children', resident, step('child'), { ...child, count: '1', act: 'add' })
  await walk.send('apply: two children, empty', resident, step('child'), { count: '2' })

  const questions = await resident.submit(await resident.get(step('child')), step('child'), child)
  await walk.see('apply: home', resident, questions.path)
  await walk.send('apply: home, empty', resident, questions.path, {})
  const consent = await resident.submit(questions, questions.path, cast.home)
  await walk.see('apply: consent', resident, consent.path)
  await walk.send('apply: consent, empty', resident, consent.path, {})
  const owed = await consentAll(resident, consent)
  await walk.see('apply: owed', resident, owed.path)
  const check = await resident.submit(owed, owed.path)
  await walk.see('apply: check', resident, check.path)
  await walk.send('apply: check, changed meanwhile', resident, check.path, { version: '1' }, 409)
  await walk.see('home, signed in, ready to send', resident, '/')
  await walk.see('apply: no application of that number', resident, check.path.replace(/[0-9a-f](?=\/check$)/, (last) => (last === '0' ? '1' : '0')), 404)
  await walk.send('apply: a field that is not there', resident, known.path, { unknown: 'x' }, 400)
  await walkRefusals(walk)
}

/** What the rules of the event refuse, and what the registers do not say. */
async function walkRefusals(walk: Walk) {
  const { suspended, registered, impatient } = walk.cast
  if (suspended !== undefined) {
    const parent = await walk.resident(suspended)
    const known = await parent.submit(await parent.get('/life-events/birth'), '/apply')
    await walk.send('fault 403, no parental authority', parent, known.path, {}, 403)
  }
  if (registered !== undefined) {
    const parent = await walk.resident(registered.person)
    const known = await parent.submit(await parent.get('/life-events/birth'), '/apply')
    await parent.submit(known, known.path)
    await walk.send('apply: child, in the register already', parent, known.path.replace(/known$/, 'child'),
      { 'newborn.1.name': registered.name, 'newborn.1.birth_date': registered.birthDate, 'newborn.1.sex': registered.sex, count: '1' })
  }
  const silent = walk.house.pack.registers.at(-1)!.id
  await walk.silence(silent, true)
  const resident = await walk.resident(impatient)
  const known = await resident.submit(await resident.get('/life-events/birth'), '/apply')
  await walk.see('apply: known, a register is silent', resident, known.path)
  await walk.silence(silent, false)
}
