/** The service studio: a question more, reviewed and published; what that means for a form that somebody has begun; and a form that is there no more. */
import type { Walk } from '../walk.ts'

const list = '/console/services'

export async function walkStudio(walk: Walk) {
  const { cast, house: { pack } } = walk
  const service = pack.services.find(({ id }) => id === cast.signed)!
  const owner = await walk.official(`demo-${service.agency}-services`)
  const colleague = await walk.official(`demo-${service.agency}-lead`)
  const resident = await walk.resident(cast.impatient)
  const known = await resident.submit(await resident.get('/life-events/birth'), '/apply', { event: 'birth' })
  const application = known.path.slice(0, known.path.lastIndexOf('/'))

  await walk.see('studio: nothing changed yet', owner, list)
  await walk.see('studio: a new service', owner, `${list}/new`)
  await walk.send('studio: a new service, empty', owner, `${list}/new`, {})
  const begun = await owner.submit(await owner.get(list), `${list}/versions`, { service: service.id, event: 'birth' })
  const path = begun.path
  await walk.see('studio: a draft', owner, path)
  await walk.see('studio: texts', owner, `${path}/details`)
  await walk.send('studio: texts, empty', owner, `${path}/details`, {})
  const letters = (said: string) => Object.fromEntries(pack.languages.map(({ tag }) => [`letters.refused.${tag}`, said]))
  await walk.see('studio: letters, none yet', owner, `${path}/letters`)
  await walk.send('studio: letters, with mistakes', owner, `${path}/letters`, { ...letters('{name}'), [`letters.refused.${pack.defaultLanguage}`]: '', [`letters.approved.${pack.defaultLanguage}`]: '{' })
  await owner.submit(await owner.get(`${path}/letters`), `${path}/letters`, letters('{service}: {reason}'))
  await walk.see('studio: letters, with a real case', owner, `${path}/letters/preview`)
  await walk.see('studio: a new question', owner, `${path}/questions/new`)
  await walk.send('studio: a new question, empty', owner, `${path}/questions/new`, { type: 'choice' })
  const [step] = pack.lifeEvents.find(({ id }) => id === 'birth')!.steps.filter(({ repeat }) => !repeat)
  const words = Object.fromEntries(pack.languages.map(({ tag }) => [`label.${tag}`, cast.words.address]))
  await owner.submit(await owner.get(`${path}/questions/new`), `${path}/questions/new`, { ...words, name: 'cradle', place: step!.id, type: 'yes-no' })
  await walk.see('studio: a question that is changed', owner, `${path}/questions/birth.cradle`)
  await walk.see('studio: the form tried', owner, `${path}/try`)
  await walk.send('studio: the form tried, empty', owner, `${path}/try`, { person: cast.family })
  await owner.submit(await owner.get(path), `${path}/acts`, { act: 'ask' })
  await walk.see('studio: waits for a colleague', owner, path)
  await walk.see('studio: to review', colleague, path)
  await walk.send('studio: given back without a reason', colleague, `${path}/acts`, { 'act': 'give-back', 'words-give-back': ' ' })
  await colleague.submit(await colleague.get(path), `${path}/acts`, { act: 'publish' })
  await walk.see('studio: published', owner, path)
  await walk.see('studio: files', owner, `${path}/files.json`)
  await walk.see('studio: the process', owner, `${path}/process.bpmn`)
  await walk.see('studio: begun applications', owner, `${path}/drafts`)
  await walk.see('application, there is a newer form', resident, known.path)
  await walk.see('application, what the newer form means', resident, `${application}/newer-form`)
  await resident.submit(await resident.get(`${application}/newer-form`), `${application}/newer-form`)
  await walk.see('application, goes on with the newer form', resident, known.path)
  await colleague.submit(await colleague.get(path), `${path}/acts`, { 'act': 'withdraw', 'words-withdraw': cast.words.refusal })
  await walk.see('application, its form is there no more', resident, known.path)
  await walk.see('studio: withdrawn', owner, path)
  await walk.see('studio: what there was', owner, list)
}
