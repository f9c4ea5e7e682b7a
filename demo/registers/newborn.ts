/** What a register keeps on a child that was born here: its own of the first day, and the rest as of the parent it lives with. */
import type { Answers, Child } from './store.ts'
import type { Related, RegisterValue } from './answers.ts'

/** A parent as the register of residents names them. */
export interface Parent { personId: string; name: string; sex: string; birthDate: string }

/** Fields of the same name mean the same in every pack. */
const own: Record<string, RegisterValue> = {
  spouse: null, children: [], deceased: [], deathDate: null, parentalAuthority: 'full', pregnant: false, dueDate: null, registered: false, severity: 'none', merit: 'none',
  idCard: false, licence: 'none', licenceRenewedOn: null, registeredVehicles: [], vehicleTax: 0, vehicleTaxAsOf: null, vehicleTaxPaid: null, hepatitisBDoses: 0, mmrDoses: 0, dtapDoses: 0,
  inSchool: false, entrySettled: false, healthCheckedOn: null, eyesight: null, returnExpected: false, taxPeriodEnd: null, jobSeeking: false, daysWorked: 0, hoursWorked: 0, unemploymentBenefit: false, jobEndedOn: null,
  yearlyIncome: 0, spouseYearlyIncome: 0, monthlyPension: 0, occupationalPension: false, insuredMonths: 0, insuranceArrears: 0,
  deposits: 0, loans: 0, insurances: 0, securities: 0, taxDue: 0, taxRefund: 0, land: [], buildings: [], vehicles: [],
}

/** @param fields that the register keeps @param parent what it keeps on the parent */
export function newbornAnswers(fields: readonly string[], parent: Answers, child: Child, parents: readonly Parent[]): Answers {
  const { name, birthDate, sex } = child
  const known: Record<string, RegisterValue> = {
    ...own, name, birthDate, sex, addressSince: birthDate, parents: parents.map((one): Related => ({ ...one })),
    ...(Array.isArray(parent['members']) ? { members: membersOf(parent['members'] as Related[], child, parents) } : {}),
  }
  return Object.fromEntries(fields.map((field) => [field, known[field] ?? (field in known ? null : parent[field] ?? null)]))
}

/** The same household, seen from the child. */
function membersOf(members: readonly Related[], child: Child, parents: readonly Parent[]): Related[] {
  const others = members.filter(({ personId }) => personId !== child.personId)
  return [...others.map((other): Related => ({ ...other, relation: parents.some(({ personId }) => personId === other['personId']) ? 'parent' : 'other' })), { ...child, relation: 'self' }]
}
