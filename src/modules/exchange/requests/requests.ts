/** What people ask about their data, and what agencies answer. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { LogAccess } from '../log-access.ts'
import type { KeptNotice } from '../notices/keep-notice.ts'
import { answerRequest, noteCorrection, type RequestAnswer } from './answer-request.ts'
import { askForChange, type ChangeKind, questionLook } from './make-request.ts'
import { type OfficeRequests, readOfficeRequests, readRequests, type RequestWithTold } from './read-requests.ts'

export interface Requests {
  own(person: string): Promise<RequestWithTold[]>
  questionLook(person: string, lookId: string, words: string): Promise<void>
  askForChange(person: string, kind: ChangeKind, of: { register: string; field: string }, words: string): Promise<void>
  office(agency: string): Promise<OfficeRequests>
  answer(agency: string, id: string, answer: RequestAnswer): Promise<void>
  noteCorrection(agency: string, id: string, by: string): Promise<void>
}

export function createRequests({ access, pack, clock, push }: { access: LogAccess; pack: Pack; clock: Clock; push(notice: KeptNotice): void }): Requests {
  const { db } = access
  const deps = { db, pack, clock }
  return {
    own: (person) => readRequests(db, person),
    questionLook: (person, lookId, words) => questionLook(deps, person, lookId, words),
    askForChange: (person, kind, of, words) => askForChange(deps, person, kind, of, words),
    office: (agency) => readOfficeRequests(db, agency),
    answer: (agency, id, answer) => answerRequest({ access, pack, clock, push }, agency, id, answer),
    noteCorrection: (agency, id, by) => noteCorrection(db, agency, id, by),
  }
}
