/** What is kept of a letter is keyed: whoever reads the database knows neither the code nor what belongs to it nor where it went. */
import { createHmac } from 'node:crypto'
import { mark } from '../../../kernel/crypto/tokens.ts'
import { codeFrom, hashOfCode, plainName } from '../codes.ts'

/** Made anew each time that it is printed, so that it stands nowhere between two tries. 59 bits. */
export const codeOf = (key: Buffer, letter: string) => codeFrom(createHmac('sha256', key).update(`letter code ${letter}`).digest())

export const hashOfLetterCode = (key: Buffer, code: string) => hashOfCode(key, 'letter', code)

/** Of what whoever asks has written, to be held against the register later. */
export const claimOf = (key: Buffer, letter: string, { name, birthDate }: { name: string; birthDate: string }) => mark(key, `letter claim ${letter} ${birthDate} ${plainName(name)}`)

/** Of what stands in no letter. */
export const secondOf = (key: Buffer, letter: string, person: string, birthDate: string) => Buffer.from(mark(key, `letter second ${letter} ${birthDate} ${person}`), 'base64url')

export const addressOf = (key: Buffer, letter: string, address: string) => Buffer.from(mark(key, `letter address ${letter} ${plainName(address)}`), 'base64url')
