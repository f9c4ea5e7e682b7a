/** The thread of `pass-elsewhere`: a page of a pass stops no other page. */
import { workerData } from 'node:worker_threads'
import type { RulePack } from '../index.ts'
import { answerHere } from './ask-thread.ts'
import { createPass } from './create-pass.ts'
import type { Asked } from './pass-elsewhere.ts'

const pass = createPass(workerData as RulePack)

answerHere((asked: Asked) => (asked.kind === 'over' ? pass.over(asked.families, asked.days) : asked.kind === 'tell' ? pass.tell(asked.picks) : { edition: pass.edition, lists: pass.lists }))
