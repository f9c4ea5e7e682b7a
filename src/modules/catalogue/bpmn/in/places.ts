/** Pools and lanes of a file, and who acts in each: the person who applies, the agency, or nobody who matters here. */
import type { ModdleElement } from 'bpmn-moddle'
import type { Pack } from '../../../../../packages/pack-kit/schema/pack.ts'
import { isFlowNode, mark, rowsOf } from './elements.ts'

/** `out`: of another agency, or left out. */
export type Role = 'applicant' | 'agency' | 'out'
export const roles: readonly Role[] = ['applicant', 'agency', 'out']

export interface Place {
  element: ModdleElement
  name: string
  role: Role
  /** The pack's agency of that name, where it is another one. */
  other?: string
  nodes: ReadonlySet<ModdleElement>
}

/** Lanes, where a pool has some; otherwise the pool; otherwise the process. In the order of the file. */
export function placesOf(definitions: ModdleElement, pack: Pack, agency: string): Place[] {
  const rows = rowsOf(definitions)
  const pools = rows.filter(({ $type }) => $type === 'bpmn:Participant')
  const places = rows.filter(({ $type }) => $type === 'bpmn:Process').flatMap((process) => {
    const own = new Set(((process['flowElements'] ?? []) as ModdleElement[]).filter((node) => isFlowNode(node)))
    const pool = pools.find((one) => one['processRef'] === process)
    const lanes = rowsOf(process).filter((row) => row.$type === 'bpmn:Lane' && !row['childLaneSet']).map((lane) => ({ element: lane, nodes: new Set(((lane['flowNodeRef'] ?? []) as ModdleElement[]).filter((node) => own.delete(node))) })).filter(({ nodes }) => nodes.size > 0)
    return [...lanes, ...(own.size > 0 ? [{ element: pool ?? process, nodes: own }] : [])]
  })
  return guess(places.map(({ element, nodes }) => ({ element, nodes, name: element.name ?? element.id ?? '' })), pack, agency)
}

/** Words by which models call whoever a service is for; a guess that is shown before anything is made of it. */
const applicantWords = /\b(applicants?|citizens?|residents?|customers?|clients?|requesters?|users?|persons?|employees?|demandeurs?|usagers?|citoyens?)\b|신청|민원인|주민|고객|국민|người|مقدم|مواطن/iu

function guess(places: Omit<Place, 'role'>[], pack: Pack, agency: string): Place[] {
  const plain = (name: string) => name.normalize('NFC').trim().toLocaleLowerCase('und')
  const guessed = places.map((place): Place & { sure: boolean } => {
    const named = mark(place.element, 'agency') ?? pack.agencies.find(({ name }) => Object.values(name).some((one) => plain(one) === plain(place.name)))?.id
    if (mark(place.element, 'role') === 'applicant') return { ...place, role: 'applicant', sure: true }
    if (named !== undefined) return { ...place, role: named === agency ? 'agency' : 'out', ...(named === agency ? {} : { other: named }), sure: true }
    return applicantWords.test(place.name) || places.length === 1 ? { ...place, role: 'applicant', sure: true } : { ...place, role: 'out', sure: false }
  })
  // Of two, the other one.
  if (guessed.length === 2 && guessed.filter(({ sure }) => sure).length === 1) for (const place of guessed) if (!place.sure) place.role = guessed.some(({ role }) => role === 'applicant') ? 'agency' : 'applicant'
  return guessed.map(({ sure: _sure, ...place }) => place)
}
