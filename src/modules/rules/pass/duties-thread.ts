/** The thread of `duties-elsewhere`. */
import { workerData } from 'node:worker_threads'
import type { RulePack } from '../index.ts'
import { answerHere } from './ask-thread.ts'
import { createDuties } from './create-duties.ts'
import type { AskedDuties } from './duties-elsewhere.ts'

const duties = createDuties(workerData as RulePack)

answerHere((asked: AskedDuties) => (asked.kind === 'over' ? duties.over(asked.people, asked.on) : duties.tell(asked.picks)))
