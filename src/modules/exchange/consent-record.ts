/**
 * A consent as a record that other systems read: the fields of ISO/IEC TS 27560 in terms of the W3C Data Privacy Vocabulary (JSON-LD). What was
 * shown is in it as it was shown; later changes of the pack are not.
 */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { languageStrings } from '../../kernel/i18n/language-strings.ts'
import type { Selectable } from 'kysely'
import { consentKeptUntil } from './retention/kept-until.ts'
import type { ExchangeTables } from './tables.ts'

type ConsentRow = Selectable<ExchangeTables['consent']>
interface Wording { name: Record<string, string>; why: Record<string, string>; ifRefused: Record<string, string>; legalBasis: { law: Record<string, string>; article: string }; fields: string[]; facts: string[]; shownTo?: { by?: string; mandate?: string; official?: string; visit?: string } }

const context = {
  dpv: 'https://w3id.org/dpv#', dct: 'http://purl.org/dc/terms/', skos: 'http://www.w3.org/2004/02/skos/core#', xsd: 'http://www.w3.org/2001/XMLSchema#', pack: 'urn:maru:pack:',
}
const guide = 'https://w3id.org/dpv/guides/consent-27560'

const time = (at: Date) => ({ '@type': 'xsd:dateTime', '@value': at.toISOString() })
const inLanguages = (pack: Pack, text: Record<string, string>) => languageStrings(pack.languages, text)

const applicableLaw = (pack: Pack, { law, article }: Wording['legalBasis']) => ({ 'dpv:hasApplicableLaw': { '@type': 'dpv:Law', 'dct:title': inLanguages(pack, law), 'dct:identifier': article } })

/**
 * @param versions of one consent, the newest first
 * @param today the legal day: a consent ends by itself
 * @param version the newest when left out
 * @throws Fault kernel.not-found where there is no such version
 */
export function consentRecord(pack: Pack, versions: readonly [ConsentRow, ...ConsentRow[]], today: string, version = versions[0].version): Record<string, unknown> {
  const row = versions.find((candidate) => candidate.version === version)
  if (!row) throw new Fault(kernelFaults.notFound)
  const wording = row.wording as unknown as Wording
  const agency = pack.purposes.find(({ id }) => id === row.purpose)?.agency ?? null
  return {
    '@context': context, '@id': `urn:uuid:${row.id}`, '@type': 'dpv:ConsentRecord', 'dct:identifier': row.id, 'dct:conformsTo': { '@id': guide }, 'dct:created': time(row.given_at),
    'dpv:hasDataSubject': { '@id': `urn:maru:person:${encodeURIComponent(row.person)}`, '@type': 'dpv:DataSubject' },
    ...(wording.shownTo?.mandate !== undefined ? { 'dpv:isIndicatedBy': { '@id': `urn:maru:mandate:${wording.shownTo.mandate}`, 'dct:title': wording.shownTo.by } } : {}),
    // Said at a counter, and written down there by an official.
    ...(wording.shownTo?.visit !== undefined ? { 'dpv:hasIndicationMethod': { '@id': `urn:maru:visit:${wording.shownTo.visit}`, 'dct:title': wording.shownTo.official } } : {}),
    'dpv:hasLegalBasis': { '@type': 'dpv:Consent' },
    'dpv:hasConsentStatus': { '@id': statusOf(row, today) },
    'dpv:hasPurpose': {
      '@id': `pack:${pack.id}:purpose:${row.purpose}`, '@type': 'dpv:Purpose', 'dct:title': inLanguages(pack, wording.name), 'dct:description': inLanguages(pack, wording.why),
      ...applicableLaw(pack, wording.legalBasis),
    },
    'dpv:hasPersonalData': wording.fields.map((name) => ({ '@id': `pack:${pack.id}:field:${name}`, '@type': 'dpv:PersonalData' })),
    'dpv:hasRecipient': row.company !== null ? [{ '@id': `urn:maru:company:${row.company}`, '@type': 'dpv:Recipient', 'dct:title': row.company_name }] : agency === null ? [] : [{ '@id': `pack:${pack.id}:agency:${agency}`, '@type': 'dpv:Recipient', 'dct:title': inLanguages(pack, pack.agencies.find(({ id }) => id === agency)?.name ?? {}) }],
    'dpv:hasNotice': { '@type': 'dpv:ConsentNotice', 'dct:language': row.language, 'dpv:hasConsequence': inLanguages(pack, wording.ifRefused) },
    ...(row.ends_on === null ? {} : { 'dct:valid': { '@type': 'xsd:date', '@value': row.ends_on } }),
    'dpv:hasStorageCondition': { '@type': 'dpv:StorageDuration', 'dct:valid': { '@type': 'xsd:date', '@value': consentKeptUntil(pack, row) }, ...applicableLaw(pack, pack.retention.consents.source) },
    'dct:hasVersion': String(row.version),
    ...(row.version === 1 ? {} : { 'dct:replaces': { '@id': `urn:uuid:${row.id}#version-${row.version - 1}` } }),
    ...(row.version === versions[0].version ? {} : { 'dct:isReplacedBy': { '@id': `urn:uuid:${row.id}#version-${row.version + 1}` } }),
    ...(row.changed_at === null ? {} : { 'dct:modified': time(row.changed_at) }),
  }
}

function statusOf({ agreed, withdrawn_at, ends_on }: ConsentRow, today: string): string {
  if (!agreed) return 'dpv:ConsentRefused'
  if (withdrawn_at !== null) return 'dpv:ConsentWithdrawn'
  return ends_on !== null && ends_on < today ? 'dpv:ConsentExpired' : 'dpv:ConsentGiven'
}
