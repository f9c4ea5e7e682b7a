/** Questions instead of records: each fits what it is about, and no purpose takes a record where its register answers a question about it, without a reason. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'
import type { Purpose } from './schema/purpose.ts'
import type { FieldAnswer, Register, RegisterField } from './schema/register.ts'

export const checkQuestions = (pack: Pack): Problem[] => [
  ...pack.registers.flatMap((register, at) => checkAnswers(register, at, pack.services.map(({ id }) => id))), ...pack.purposes.flatMap((purpose, at) => checkFewest(pack, purpose, at)), ...checkRead(pack),
]

/** What can be asked about a field of each type, by the words of the question. */
const kinds: Partial<Record<RegisterField['type'], (asked: FieldAnswer) => boolean>> = {
  date: (asked) => only(asked, ['thisYear']) || only(asked, ['yearsAtLeast', 'yearsAtMost']),
  int: (asked) => only(asked, ['atLeast', 'atMost']),
  money: (asked) => only(asked, ['atLeast', 'atMost']),
  enum: (asked) => only(asked, ['oneOf']),
  people: (asked) => only(asked, ['count', 'where']) ? asked.count === true : only(asked, ['atLeast', 'atMost', 'where']) && (asked.atLeast ?? asked.atMost) !== undefined,
  ids: (asked) => only(asked, ['count']) || only(asked, ['oneOf']) || only(asked, ['atLeast', 'atMost']),
}

/** The question has words beside the field, and none but these. */
function only(asked: FieldAnswer, words: readonly (keyof FieldAnswer)[]) {
  const said = Object.keys(asked).filter((word) => word !== 'field')
  return said.length > 0 && said.every((word) => words.includes(word as keyof FieldAnswer))
}

/** A yes or no, or a number, about another field of the same register, with the bound that belongs to it. */
function checkAnswers({ fields }: Register, at: number, services: readonly string[]): Problem[] {
  return Object.entries(fields).flatMap(([name, { type, answers, optional }]): Problem[] => {
    if (!answers) return []
    const about = Object.hasOwn(fields, answers.field) ? fields[answers.field] : undefined
    const fits = about !== undefined && about.answers === undefined && (only(answers, ['held']) ? about.optional === true : kinds[about.type]?.(answers) === true)
    const codes = about?.received ? services : about?.values && Object.keys(about.values)
    const strange = (answers.oneOf ?? []).filter((code) => codes?.includes(code) === false)
    const report = (message: string, advice: string) => ({ file: 'registers.json', pointer: `/${at}/fields/${name}/answers`, message, advice })
    return [
      ...(type === (answers.count ? 'int' : 'bool') ? [] : [report(answers.count ? 'How many is a number.' : 'An answer is yes or no.', `Give the field the type "${answers.count ? 'int' : 'bool'}".`)]),
      ...(fits ? [] : [report(`${answers.field} is nothing that this can be answered about.`, 'Name a date with "yearsAtLeast", "yearsAtMost" or "thisYear", a number or money with "atLeast" or "atMost", an enum with "oneOf", a list with "count", "atLeast" or "atMost" and "where", or what is optional with "held".')]),
      ...strange.map((code) => report(`${answers.field} is never ${code}.`, `Choose from: ${codes?.join(', ')}.`)),
      ...(about?.optional === true && !answers.held && !answers.thisYear && optional !== true ? [report(`The register may hold no ${answers.field}.`, 'Make the answer "optional", too.')] : []),
      ...(answers.where && optional !== true ? [report('It may not be known of somebody on the list.', 'Make the answer "optional".')] : []),
    ]
  })
}

/** People who read their own data see the values; everybody else asks, or says why an answer will not do. */
function checkFewest({ registers }: Pack, { id, agency, companies, fields, about = [], because = {} }: Purpose, at: number): Problem[] {
  const report = (pointer: string, message: string, advice: string) => ({ file: 'purposes.json', pointer: `/${at}${pointer}`, message, advice })
  const questionsAbout = (name: string) => registers.flatMap(({ id: register, fields: own }) => Object.entries(own).flatMap(([field, { answers }]) => (answers && `${register}.${answers.field}` === name ? [`${register}.${field}`] : [])))
  const needless = Object.keys(because).filter((name) => ![...fields, ...about].includes(name) || questionsAbout(name).length === 0)
  const reasons = needless.map((name) => report(`/because/${name}`, `${id} takes no ${name} that could be asked about.`, 'Leave the reason out.'))
  if (agency === null && !companies) return reasons
  return [...reasons, ...Object.entries({ fields, about }).flatMap(([part, names]) => names.flatMap((name, place): Problem[] => {
    const questions = questionsAbout(name)
    const double = questions.filter((question) => names.includes(question))
    const pointer = `/${part}/${place}`
    if (double.length > 0) return [report(pointer, `${id} takes ${name} and asks about it, too: ${double.join(', ')}.`, 'Leave one of them out; the question says less.')]
    return questions.length === 0 || Object.hasOwn(because, name) ? [] : [report(pointer, `${id} takes ${name}, and the register answers questions about it: ${questions.join(', ')}.`, `Ask one of them, or say under "because" why the value itself is needed.`)]
  }))]
}

/** What an agency receives with an application are answers that the person's own reading brought. */
function checkRead({ lifeEvents, purposes }: Pack): Problem[] {
  return lifeEvents.filter(({ open }) => open).flatMap((event) => {
    const own = purposes.find(({ id, agency, companies }) => agency === null && !companies && event.purposes.includes(id))
    if (!own) return []
    return purposes.flatMap(({ id, agency, fields }, at) => (agency === null || !event.purposes.includes(id) ? [] : fields.flatMap((name, place) => (own.fields.includes(name) ? []
      : [{ file: 'purposes.json', pointer: `/${at}/fields/${place}`, message: `At ${event.id} nobody reads ${name}: ${own.id} does not name it.`, advice: `Add it to the fields of ${own.id}.` }]))))
  })
}
