/** Who is asking. A guard compares it with what a route demands before anything else runs. */
export interface Anyone { kind: 'anyone' }
/** In whose place somebody acts just now, and under what. What it allows is asked of its room each time it is used. */
export interface Mandate {
  id: string
  kind: string
  acts: readonly string[]
  /** Who acts. */
  actor: string
  actorName: string
  /** In whose place. */
  subjectName: string
  /** How it has ended, where it has. */
  over?: string
}
export interface Resident {
  kind: 'resident'
  person: string
  name: string
  session: string
  /** Only a letter to the registered address vouches for how they came in: they may do what a route names for that, and no more. */
  assurance?: 'low'
  /** Another acts for this person, within what this route allows under their mandate. */
  by?: Mandate
}
/** A resident who has chosen to act for another: neither of the two, until a route asks under the mandate for what it does. */
export interface Representative { kind: 'representative'; name: string; session: string; under: Mandate }
export interface Official {
  kind: 'official'
  official: string
  name: string
  agency: string
  /** Appointed by the agency's administrator. */
  roles: readonly OfficialRole[]
  session: string
  /** No person: a program that the agency has let in. */
  program?: true
}
export type OfficialRole = 'caseworker' | 'administrator' | 'payment-clerk' | 'investigator' | 'service-owner' | 'counter-clerk' | 'trust-officer' | 'card-officer'
export type Principal = Anyone | Resident | Representative | Official

export const whoKinds = ['anyone', 'resident', 'official', 'caseworker', 'administrator', 'payment-clerk', 'investigator', 'service-owner', 'counter-clerk', 'trust-officer', 'card-officer'] as const
export type Who = (typeof whoKinds)[number]

export type PrincipalFor<W extends Who> = W extends 'anyone' ? Principal : W extends 'resident' ? Resident : Official

export const anyone: Anyone = { kind: 'anyone' }

/** Under which mandate the reader acts for another, if any. */
export const mandateOf = (principal: Principal): Mandate | undefined =>
  (principal.kind === 'representative' ? principal.under : principal.kind === 'resident' ? principal.by : undefined)

/** One line a demand. */
export function mayEnter(who: Who, principal: Principal): boolean {
  switch (who) {
    case 'anyone': return true
    case 'resident': return principal.kind === 'resident'
    case 'official': return principal.kind === 'official'
    case 'caseworker': return principal.kind === 'official' && principal.roles.includes('caseworker')
    case 'administrator': return principal.kind === 'official' && principal.roles.includes('administrator')
    case 'payment-clerk': return principal.kind === 'official' && principal.roles.includes('payment-clerk')
    case 'investigator': return principal.kind === 'official' && principal.roles.includes('investigator')
    case 'service-owner': return principal.kind === 'official' && principal.roles.includes('service-owner')
    case 'counter-clerk': return principal.kind === 'official' && principal.roles.includes('counter-clerk')
    case 'trust-officer': return principal.kind === 'official' && principal.roles.includes('trust-officer')
    case 'card-officer': return principal.kind === 'official' && principal.roles.includes('card-officer')
    default: return who satisfies never
  }
}
