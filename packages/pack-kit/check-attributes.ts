/** Words of codes that are said of people on a list: of a list of people, and of a field that is there. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

export const checkAttributes = ({ registers }: Pack): Problem[] => registers.flatMap(({ fields }, at) => Object.entries(fields).flatMap(([field, { type, attributes }]) => {
  const report = (pointer: string, message: string, advice: string) => ({ file: 'registers.json', pointer: `/${at}/fields/${field}/attributes${pointer}`, message, advice })
  if (attributes === undefined) return []
  if (type !== 'people' && type !== 'person') return [report('', `${field} is no people.`, 'Say the codes of an enum under "values".')]
  return Object.entries(attributes).flatMap(([name, said]) => {
    const [register, other = ''] = typeof said === 'string' ? said.split('.') : []
    const known = typeof said !== 'string' || registers.find(({ id }) => id === register)?.fields[other]?.type === 'enum'
    return known ? [] : [report(`/${name}`, `No register holds ${said} with codes.`, 'Name an enum of registers.json, or say label and values here.')]
  })
}))
