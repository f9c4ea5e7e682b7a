import type { Finding } from '../contract.ts'
import { canonical } from './canonical.ts'

/** The bits of an answer. The hash of the page stands beside them: a figure that was published later is another page and the same answer. */
export const answerOf = (findings: readonly Finding[]): string => canonical(findings.map(({ rule: { file, name }, ...finding }) => ({ ...finding, rule: { file, name } })))
