/**
 * What each tool may do, for an auditor to read by eye. Whoever asks has none, `delegated` is a program with a token that a
 * signed-in person gave it, `present` is the person, signed in at the portal, on the page that says what will happen.
 */
export type AgentScope = 'entitlements.read' | 'applications.read' | 'notices.read' | 'due.read' | 'certificates.read' | 'applications.write' | 'notices.write'

export interface Policy {
  /** Null: anyone, without a token. */
  scope: AgentScope | null
  /** Assurance that stands behind the effect. */
  assurance: 'anyone' | 'delegated' | 'present'
  /** Nothing happens before the person has confirmed it. */
  confirmed: boolean
}

export const policies = {
  ask:                 { scope: null,                 assurance: 'anyone',    confirmed: false },
  find_services:       { scope: null,                 assurance: 'anyone',    confirmed: false },
  explain_service:     { scope: null,                 assurance: 'anyone',    confirmed: false },
  check_entitlement:   { scope: null,                 assurance: 'anyone',    confirmed: false },
  my_entitlements:     { scope: 'entitlements.read',  assurance: 'delegated', confirmed: false },
  my_applications:     { scope: 'applications.read',  assurance: 'delegated', confirmed: false },
  my_application:      { scope: 'applications.read',  assurance: 'delegated', confirmed: false },
  my_notices:          { scope: 'notices.read',       assurance: 'delegated', confirmed: false },
  my_due:              { scope: 'due.read',           assurance: 'delegated', confirmed: false },
  my_certificates:     { scope: 'certificates.read',  assurance: 'delegated', confirmed: false },
  fetch_document:      { scope: 'certificates.read',  assurance: 'delegated', confirmed: false },
  start_application:   { scope: 'applications.write', assurance: 'present',   confirmed: true  },
  submit_application:  { scope: 'applications.write', assurance: 'present',   confirmed: true  },
  change_notice_setting: { scope: 'notices.write',    assurance: 'present',   confirmed: true  },
} as const satisfies Record<string, Policy>

export type ToolName = keyof typeof policies

export const policyOf = (name: string): Policy | undefined => (Object.hasOwn(policies, name) ? policies[name as ToolName] : undefined)

/** What a program may be let into, in the order of the tools. */
export const scopes: readonly AgentScope[] = [...new Set(Object.values<Policy>(policies).map(({ scope }) => scope).filter((scope) => scope !== null))]
