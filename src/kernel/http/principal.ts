/** Who is asking. A guard compares it with what a route demands before anything else runs. */
export interface Anyone { kind: 'anyone' }
export interface Resident { kind: 'resident'; person: string; name: string; session: string }
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
export type OfficialRole = 'caseworker' | 'administrator' | 'payment-clerk' | 'investigator' | 'service-owner'
export type Principal = Anyone | Resident | Official

export const whoKinds = ['anyone', 'resident', 'official', 'caseworker', 'administrator', 'payment-clerk', 'investigator', 'service-owner'] as const
export type Who = (typeof whoKinds)[number]

export type PrincipalFor<W extends Who> = W extends 'anyone' ? Principal : W extends 'resident' ? Resident : Official

export const anyone: Anyone = { kind: 'anyone' }

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
    default: return who satisfies never
  }
}
