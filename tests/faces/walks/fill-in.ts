/** The birth's questions, answered as the cast would; ends on the page that asks for consent. */
import type { TextBrowser, Visit } from '../../support/browser-of-text.ts'
import type { Cast } from '../cast.ts'

export async function fillIn(resident: TextBrowser, { child, home }: Cast, name: string): Promise<Visit> {
  const known = await resident.submit(await resident.get('/life-events/birth'), '/apply')
  const questions = await resident.submit(known, known.path)
  const answers = await resident.submit(questions, questions.path, { 'newborn.1.name': name, 'newborn.1.birth_date': child.birthDate, 'newborn.1.sex': child.sex })
  return resident.submit(answers, answers.path, home)
}
