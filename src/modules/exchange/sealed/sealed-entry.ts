/**
 * What a sealed look is in the transparency log. Its entry says in public that there is one, and by which day it opens at the latest; what
 * it is about is a salted commitment. Opened, it is an entry again, tied to the first by its hash.
 */
import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import type { ExchangeTables } from '../tables.ts'

export type SealedRow = Selectable<ExchangeTables['sealed_look']>
export type SealedFacts = Pick<SealedRow, 'id' | 'inquiry' | 'at' | 'person' | 'recipient' | 'purpose' | 'register' | 'fields' | 'warrant' | 'opens_on'>

/** First byte of the entries of this room: what a stranger may count. */
export const kinds = { look: 1, sealed: 3, opened: 4, extended: 5, notice: 6 } as const

export const commitmentTo = (salt: Buffer, text: string) => hash('sha256', Buffer.concat([salt, Buffer.from(text)]), 'buffer')

/** Canonical JSON (RFC 8785): the names stand in order, and there are no numbers. Names of fields, never their values. */
export const sealedText = ({ id, inquiry, at, person, recipient, purpose, register, fields, warrant, opens_on }: SealedFacts) =>
  JSON.stringify({ at: at.toISOString(), case: inquiry, fields, id, opensOn: opens_on, person, purpose, recipient, register, warrant })

/** @param latestOn YYYY-MM-DD */
export const sealedBytes = (commitment: Buffer, latestOn: string) => Buffer.concat([Buffer.of(kinds.sealed), Buffer.from(`sealed/v1\n${commitment.toString('base64')}\n${latestOn}\n`)])

export const sealedEntry = (row: SealedFacts & Pick<SealedRow, 'salt' | 'latest_on'>) => ({ id: row.id, entry: sealedBytes(commitmentTo(row.salt, sealedText(row)), row.latest_on) })

/** @param sealed leaf hash of the sealed entry @param commitment to the look as it stands in the person's chain */
export const openedBytes = (sealed: Buffer, commitment: Buffer) => Buffer.concat([Buffer.of(kinds.opened), Buffer.from(`opened/v1\n${sealed.toString('base64')}\n${commitment.toString('base64')}\n`)])

/** A court's whole order, so that everybody can check its signatures. */
export const extendedBytes = (note: string) => Buffer.concat([Buffer.of(kinds.extended), Buffer.from(note)])

/** Whether a row still says what its entry committed to. */
export const isAsLogged = (row: SealedRow) => leafHash(sealedEntry(row).entry).equals(row.leaf)
