/** Who may report a birth here (가족관계등록법 §46). What no register says is left to the official. */
import { Fault } from '../../../kernel/faults/faults.ts'
import type { KnownValue } from '../../exchange/index.ts'
import { casesFaults } from '../contract.ts'

export function checkApplicant(known: KnownValue[]) {
  const value = (field: string) => known.find((candidate) => candidate.field === field)?.value
  if (value('parentalAuthority') === 'suspended') throw new Fault(casesFaults.noParentalAuthority)
  // A father outside marriage recognises the child first, at an office (§57).
  if (value('sex') === 'M' && value('spouse') === null) throw new Fault(casesFaults.fatherAlone)
}

/** A child of that name and birth date that the family has already; a birth is reported once. */
export function registeredAlready(known: KnownValue[], child: { name: string; birthDate: string }): KnownValue | undefined {
  return known.find(({ field, value }) => field === 'children' && Array.isArray(value)
    && value.some((entry) => typeof entry === 'object' && entry['name'] === child.name && entry['birthDate'] === child.birthDate))
}
