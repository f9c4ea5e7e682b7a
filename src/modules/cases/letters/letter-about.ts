import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Editions } from '../../catalogue/index.ts'
import { findDecided } from '../decide/find-decided.ts'
import type { ReadPart } from '../parts/read-part.ts'
import type { CasesTables } from '../tables.ts'
import { lineCase } from './cases-in.ts'
import type { LetterCase } from './letter.ts'

export interface LetterAboutDeps { db: RoomDatabase<CasesTables>; editions: Pick<Editions, 'packAt'>; part(official: Official, part: string): Promise<ReadPart> }

/** The last decision of a kind on a service, to show a letter with. @returns undefined also for whoever does not decide cases */
export async function letterAbout({ db, editions, part }: LetterAboutDeps, by: Official, service: string, outcome: 'approved' | 'refused'): Promise<LetterCase | undefined> {
  const found = by.roles.includes('caseworker') ? await findDecided(db, by, service, outcome) : undefined
  if (!found) return undefined
  const read = await part(by, found.part)
  const line = read.lines.find(({ id }) => id === found.line)
  return line?.decided_at ? lineCase(editions.packAt(read.application.pack_edition), { ...read, parts: [read.part] }, line, outcome, line.decided_at) : undefined
}
