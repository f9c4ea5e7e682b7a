/** Whether letters of a first passkey can go out: who sends them, and what the register is asked for. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

export function checkLetterRule({ registration, purposes, registers }: Pack): Problem[] {
  const rule = registration?.letter
  if (!registration || !rule) return []
  const report = (pointer: string, message: string, advice: string): Problem => ({ file: 'pack.json', pointer: `/registration/letter${pointer}`, message, advice })
  const purpose = purposes.find(({ id }) => id === rule.purpose)
  if (!purpose) return [report('/purpose', `There is no purpose ${rule.purpose}.`, 'Add it to purposes.json.')]
  const asked = { name: rule.name, birthDate: rule.birthDate, address: rule.address, deathDate: rule.deathDate }
  const typeOf = (field: string) => {
    const [register, name = ''] = field.split('.')
    return registers.find(({ id }) => id === register)?.fields[name]
  }
  return [
    ...(purpose.agency !== null && registration.agencies.includes(purpose.agency) ? [] : [report('/purpose', `${rule.purpose} is not of an agency that registers people.`, `It sends the letters, and lets in again who has none: name one of ${registration.agencies.join(', ')} in the purpose.`)]),
    ...(purpose.everybody === true ? [] : [report('/purpose', `${rule.purpose} looks at nobody who has not agreed.`, 'Set "everybody": whoever a letter goes to has not been asked, and the law has to allow it.')]),
    ...Object.entries(asked).flatMap(([name, field]) => (purpose.about?.includes(field) && purpose.fields.includes(field) ? [] : [report(`/${name}`, `${rule.purpose} does not read ${field}.`, 'Add the field to "fields" and to "about" of the purpose.')])),
    ...(['birthDate', 'deathDate'] as const).flatMap((name) => (typeOf(rule[name])?.type === 'date' ? [] : [report(`/${name}`, `${rule[name]} is no date.`, 'Name a field of the type date.')])),
    ...(typeOf(rule.deathDate)?.optional === true ? [] : [report('/deathDate', `${rule.deathDate} can not be empty.`, 'Name the day of death, which the living do not have.')]),
  ]
}
