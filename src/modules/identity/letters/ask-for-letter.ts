/** Somebody asks for a letter. Whatever is right or wrong about it, the answer is the same and as quick: the register is asked afterwards. */
import { enqueue } from '../../../kernel/events/jobs.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { WriteLetter } from '../contract.ts'
import { countAddress, countNumber } from './count-asking.ts'
import type { LetterDeps } from './letters.ts'
import { claimOf } from './marks.ts'

export interface Asking {
  /** All three as they stand in the register. */
  person: string
  name: string
  /** `YYYY-MM-DD` */
  birthDate: string
  /** In which whoever asks reads. */
  language: string
  /** Internet address that asks. */
  address: string
}

/** @throws tooManyRequests */
export async function askForLetter(deps: LetterDeps, { person, name, birthDate, language, address }: Asking): Promise<void> {
  await countAddress(deps, address)
  const letter = newId()
  await countNumber(deps, person, (tx) => enqueue(tx, WriteLetter, { letter, person, claim: claimOf(deps.key, letter, { name, birthDate }), official: null, language }))
}
