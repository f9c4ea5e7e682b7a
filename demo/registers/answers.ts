/** What each register knows of a person. Fields of the same name mean the same in every pack. */
import type { Register } from '../../packages/pack-kit/schema/register.ts'
import type { Person } from '../population/make-population.ts'
import type { Estate } from '../population/people-file.ts'

export type Related = Record<string, string | number | boolean | null>
export type RegisterValue = string | number | boolean | null | Related | Related[] | string[]

const brief = ({ id, name, sex, birthDate }: Person) => ({ personId: id, name, sex, birthDate })

/** Relation as the register of residents writes it, seen from the person asked about. */
function relationOf(person: Person, other: Person): string {
  if (other === person) return 'self'
  if (other === person.spouse) return 'spouse'
  if (person.children.includes(other)) return 'child'
  return person.parents.includes(other) ? 'parent' : 'other'
}

/** Of everybody in the household, what the ministry's system brings together from tax, pension and property registers. */
function withMeans(person: Person, other: Person): Related {
  const { monthlyEarnings, monthlyPension, housingProperty, generalProperty, financialProperty, carValue, debts, school, childcare, pregnant } = other.means
  return {
    ...brief(other), relation: relationOf(person, other), disability: other.disability, pregnant, school, childcare,
    monthlyEarnings, monthlyPension, housingProperty, generalProperty, financialProperty, carValue, debts,
  }
}

const propertyOf = ({ means }: Person) => means.housingProperty + means.generalProperty + means.financialProperty + means.carValue

const nothing: Estate = { deposits: 0, loans: 0, insurances: 0, securities: 0, taxDue: 0, taxRefund: 0, insuranceArrears: 0, land: [], buildings: [], vehicles: [], insuredMonths: 0 }
const left = (of: keyof Estate) => ({ died }: Person): RegisterValue => (died?.estate ?? nothing)[of]

const answers: Record<string, (person: Person) => RegisterValue> = {
  name: ({ name }) => name,
  birthDate: ({ birthDate }) => birthDate,
  sex: ({ sex }) => sex,
  address: ({ household }) => household.address,
  // Children were entered on the day of their birth.
  addressSince: ({ birthDate, household: { since } }) => (birthDate > since ? birthDate : since),
  region: ({ household }) => household.region,
  supportArea: ({ household }) => household.supportArea,
  populationDecline: ({ household }) => household.populationDecline,
  members: (person) => person.household.members.map((other) => ({ ...brief(other), relation: relationOf(person, other) })),
  parents: ({ parents }) => parents.map(brief),
  spouse: ({ spouse }) => spouse && brief(spouse),
  children: ({ children }) => children.map(brief),
  deceased: ({ lost }) => lost.map(({ person, relation }) => ({ ...brief(person), relation, deathDate: person.died!.on })),
  deposits: left('deposits'), loans: left('loans'), insurances: left('insurances'), securities: left('securities'), taxDue: left('taxDue'), taxRefund: left('taxRefund'),
  insuranceArrears: left('insuranceArrears'), land: left('land'), buildings: left('buildings'), vehicles: left('vehicles'), insuredMonths: left('insuredMonths'),
  deathDate: ({ died }) => died?.on ?? null,
  parentalAuthority: ({ parentalAuthority }) => parentalAuthority,
  type: ({ household }) => household.insurance,
  householdMonthlyIncome: ({ household }) => household.monthlyIncome,
  monthlyIncome: ({ household }) => household.monthlyIncome,
  idCard: ({ duties }) => duties.idCard,
  licence: ({ duties }) => duties.licence,
  licenceRenewedOn: ({ duties }) => duties.licenceRenewedOn,
  registeredVehicles: ({ duties }) => duties.vehicles,
  vehicleTax: ({ duties }) => duties.vehicleTax,
  vehicleTaxAsOf: ({ duties }) => duties.vehicleTaxAsOf,
  vehicleTaxPaid: () => null,
  hepatitisBDoses: ({ duties }) => duties.hepatitisBDoses,
  mmrDoses: ({ duties }) => duties.mmrDoses,
  dtapDoses: ({ duties }) => duties.dtapDoses,
  inSchool: ({ duties }) => duties.inSchool,
  entrySettled: ({ duties }) => duties.entrySettled,
  healthCheckedOn: ({ duties }) => duties.healthCheckedOn,
  eyesight: ({ duties }) => duties.eyesight,
  returnExpected: ({ duties }) => duties.taxPeriodEnd !== null,
  taxPeriodEnd: ({ duties }) => duties.taxPeriodEnd,
  pregnant: ({ means }) => means.pregnant,
  dueDate: ({ means }) => means.dueDate,
  premium: ({ household }) => (household.insurance.startsWith('medical-aid') ? 0 : Math.trunc((household.monthlyIncome * 3_595) / 1_000_000) * 10),
  registered: ({ disability }) => disability !== 'none',
  severity: ({ disability }) => disability,
  merit: ({ duties }) => duties.merit,
  customerNumber: ({ household }) => household.electricityCustomer,
  contract: ({ household }) => household.electricityContract,
  municipality: ({ household }) => household.municipality,
  membersAndMeans: (person) => person.household.members.map((other) => withMeans(person, other)),
  receives: ({ household }) => household.receives,
  recognisedShare: ({ household }) => household.recognisedShare,
  supporterYearlyIncome: ({ household }) => household.home.supporterYearlyIncome,
  supporterProperty: ({ household }) => household.home.supporterProperty,
  supporterAble: ({ household }) => household.home.supporterAble,
  tenure: ({ household }) => household.home.tenure,
  monthlyRent: ({ household }) => household.home.monthlyRent,
  deposit: ({ household }) => household.home.deposit,
  leaseInOwnName: ({ household }) => household.home.leaseInOwnName,
  repairNeed: ({ household }) => household.home.repairNeed,
  jobSeeking: ({ means }) => means.jobSeeking,
  daysWorked: ({ means }) => means.daysWorked,
  hoursWorked: ({ means }) => means.daysWorked * 8,
  unemploymentBenefit: ({ means }) => means.unemploymentBenefit,
  jobEndedOn: ({ means }) => means.jobEndedOn,
  yearlyIncome: ({ means }) => means.monthlyEarnings * 12,
  spouseYearlyIncome: ({ spouse }) => (spouse ? spouse.means.monthlyEarnings * 12 : 0),
  householdWealth: ({ household }) => household.members.reduce((sum, member) => sum + propertyOf(member), 0),
  monthlyPension: ({ means }) => means.nationalPension,
  occupationalPension: ({ means, spouse }) => means.occupationalPension || spouse?.means.occupationalPension === true,
}

/** What a register keeps: a yes or no is found from it on the day on which it is asked. */
export const heldOf = (fields: Register['fields']) => Object.keys(fields).filter((name) => !fields[name]!.answers)

/** @throws Error for a field that no fictitious person has */
export function answersOf(person: Person, fields: string[]): Record<string, RegisterValue> {
  return Object.fromEntries(fields.map((field) => {
    const answer = answers[field]
    if (!answer) throw new Error(`the population knows no field ${field}`)
    return [field, answer(person)]
  }))
}
