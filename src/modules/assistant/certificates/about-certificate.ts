/** What is said to whoever wants something in the wallet: what it is, under which law; the act itself waits on a page of its own. */
import type { Wording } from '../../../web/wordings.ts'
import type { Answer } from '../contract.ts'
import { editionOf, lawInWords } from '../knowledge/sections.ts'
import type { CertificateWish } from './read-wish.ts'

export function aboutCertificate(wording: Wording, { wants, type: id }: CertificateWish): Pick<Answer, 'kind'> & Partial<Pick<Answer, 'phrase' | 'statements' | 'sources' | 'certificate'>> {
  const type = wording.pack.credentials.find((one) => one.id === id)
  if (wants === 'own') return { kind: 'own-certificates', ...(type ? { certificate: type.id } : {}) }
  if (!type) return { kind: 'certificate', phrase: 'certificate-which' }
  const text = wording.text(type.description)
  const source = { id: `credential:${type.id}`, title: wording.text(type.name), href: `/my/wallet#${type.id}`, law: lawInWords(wording, type.source), text, edition: editionOf(text) }
  return { kind: 'certificate', phrase: 'certificate', certificate: type.id, statements: [{ text, sources: [0] }], sources: [source] }
}
