/** Whether every way of acting for another can come about, and ends. */
import type { Problem } from './problem.ts'
import type { MandateKind } from './schema/mandate-kind.ts'
import type { Pack } from './schema/pack.ts'
import type { Purpose } from './schema/purpose.ts'

const file = 'mandates.json'

export function checkMandates(pack: Pack): Problem[] {
  return pack.mandates.flatMap((kind, at) => {
    const report = (pointer: string, message: string, advice: string): Problem => ({ file, pointer: `/${at}${pointer}`, message, advice })
    const unknown = (kind.recordedAt ?? []).flatMap((id, index) => (pack.agencies.some((agency) => agency.id === id) ? [] : [report(`/recordedAt/${index}`, `There is no agency ${id}.`, 'Name one of agencies.json.')]))
    return [
      ...(pack.mandates.findIndex(({ id }) => id === kind.id) < at ? [report('/id', `${kind.id} stands here twice.`, 'Give one of them another name.')] : []),
      ...((kind.comes === 'register') === (kind.from !== undefined) ? [] : [report('/from', 'A mandate from a register names the register, and no other does.', 'Set "comes" and "from" together.')]),
      ...((kind.comes === 'paper') === (kind.recordedAt !== undefined) ? [] : [report('/recordedAt', 'A paper is seen at an agency, and nothing else is.', 'Set "comes": "paper" and "recordedAt" together.')]),
      ...(kind.comes === 'grant' && kind.mostDays === undefined ? [report('/mostDays', 'A grant without an end is forgotten, and stays.', 'Say for how many days it holds at most.')] : []),
      ...(kind.comes === 'grant' && kind.of === 'company' ? [report('/of', 'A company presses no button.', 'Let an official record its officers.')] : []),
      ...(kind.untilAge !== undefined && kind.comes !== 'register' ? [report('/untilAge', 'Only a register says when somebody was born.', 'Let the paper name the last day.')] : []),
      ...unknown, ...checkFrom(pack, kind, report), ...checkLiving(pack, kind, report),
    ]
  })
}

type Report = (pointer: string, message: string, advice: string) => Problem

/** Registers are asked on behalf of people, and answer nobody else. */
function checkPurpose(pack: Pack, id: string, pointer: string, report: Report): Purpose | Problem {
  const purpose = pack.purposes.find((candidate) => candidate.id === id)
  if (!purpose) return report(pointer, `There is no purpose ${id}.`, 'Add it to purposes.json.')
  return purpose.agency === null ? purpose : report(pointer, `${id} hands data to an agency.`, 'People ask for themselves and their family: name a purpose whose agency is null.')
}

function checkLiving(pack: Pack, { living: { purpose: id, register, field } }: MandateKind, report: Report): Problem[] {
  const purpose = checkPurpose(pack, id, '/living/purpose', report)
  if ('pointer' in purpose) return [purpose]
  const declared = pack.registers.find((candidate) => candidate.id === register)?.fields[field]
  if (!purpose.fields.includes(`${register}.${field}`)) return [report('/living/field', `${id} does not read ${register}.${field}.`, 'Add the field to the purpose.')]
  return declared?.type === 'date' && declared.optional === true ? [] : [report('/living/field', `${register}.${field} is no date that may be empty.`, 'Name the day of death, which the living do not have.')]
}

function checkFrom(pack: Pack, { from }: MandateKind, report: Report): Problem[] {
  if (!from) return []
  const purpose = checkPurpose(pack, from.purpose, '/from/purpose', report)
  if ('pointer' in purpose) return [purpose]
  const fields = pack.registers.find(({ id }) => id === from.register)?.fields
  return ([['list', from.list], ['dead', from.dead], ['standing/field', from.standing?.field]] as const).flatMap(([pointer, field]) => {
    if (field === undefined) return []
    if (!purpose.fields.includes(`${from.register}.${field}`)) return [report(`/from/${pointer}`, `${from.purpose} does not read ${from.register}.${field}.`, 'Add the field to the purpose.')]
    return pointer !== 'standing/field' && fields?.[field]?.type !== 'people' ? [report(`/from/${pointer}`, `${from.register}.${field} is no list of people.`, 'Name a field of the type people.')] : []
  })
}
