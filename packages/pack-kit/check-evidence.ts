/** What a purpose requires must lead to a register: requirement → evidence type → register. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

export function checkEvidence(pack: Pack): Problem[] {
  const problems: Problem[] = []
  const proven = new Set<string>()
  const ids = new Set<string>()
  for (const [at, { id: register, fields, evidence }] of pack.registers.entries()) {
    for (const [type, { id, fields: own }] of evidence.entries()) {
      const report = (pointer: string, message: string, advice: string) => problems.push({ file: 'registers.json', pointer: `/${at}/evidence/${type}${pointer}`, message, advice })
      if (ids.has(id)) report('/id', `${id} stands here twice.`, 'Give one of the two evidence types another name.')
      ids.add(id)
      for (const [place, field] of own.entries()) {
        if (!Object.hasOwn(fields, field)) report(`/fields/${place}`, `The register ${register} keeps no ${field}.`, `Known are: ${Object.keys(fields).join(', ')}.`)
        if (proven.has(`${register}.${field}`)) report(`/fields/${place}`, `Two evidence types give ${field}.`, 'Leave it in one of them: a requirement leads to one.')
        proven.add(`${register}.${field}`)
      }
    }
  }
  for (const [at, { fields, about = [], facts }] of pack.purposes.entries()) {
    for (const [part, names] of Object.entries({ fields, about })) {
      for (const [place, name] of names.entries()) {
        if (!proven.has(name)) problems.push({ file: 'purposes.json', pointer: `/${at}/${part}/${place}`, message: `No evidence type gives ${name}.`, advice: 'Name the field under "evidence" of its register.' })
      }
    }
    if (fields.length + about.length + facts.length === 0) problems.push({ file: 'purposes.json', pointer: `/${at}/fields`, message: 'The purpose requires nothing.', advice: 'Name the fewest fields that it needs, or remove it.' })
  }
  return problems
}
