/** One life event while things die: a resident and an official of every agency, each as patient as people are. */
import { bePatient, type Acknowledged } from './be-patient.ts'
import { addressOf, agencyOf, caseworkerOf, type Newborn } from './residents.ts'
import { approvePart, findPart, reportBirth, reportDeath, type Send, signIn, signInOfficial, type SentCase } from './walk.ts'
import { WebClient } from './web-client.ts'

/** What the platform has answered, and must therefore know for ever. */
export interface PlayedCase extends SentCase {
  person: string
  /** Who was born; nobody where somebody has died. */
  child: Newborn | undefined
  /** Answers to the resident's forms. */
  journal: Acknowledged[]
  parts: { agency: string; part: string }[]
  again: number
}

export interface CasePlay {
  origin: string
  person: string
  /** Apart from all others at the same time. */
  number: number
  /** Called as each request leaves: `<step>` of the resident, `<step>:<agency>` of an official. */
  onSend(step: string): void
  /** Called as each form of the resident is answered. */
  onAcknowledged?(answer: Acknowledged): void
}

export const playBirth = (play: CasePlay & { child: Newborn }) => playCase(play, play.child, (send) => reportBirth(send, play.child))

/** @param play the person is one in whose family exactly one has died */
export const playBereavement = (play: CasePlay) => playCase(play, undefined, reportDeath)

async function playCase({ origin, person, number, onSend, onAcknowledged }: CasePlay, child: Newborn | undefined, report: (send: Send) => Promise<SentCase>): Promise<PlayedCase> {
  const client = new WebClient(origin, addressOf(number))
  const resident = bePatient(client, onSend, onAcknowledged)
  await signIn(resident.send, person)
  const sent = await report(resident.send)
  const officials = await Promise.all(sent.purposes.map((purpose, index) => decidePart(origin, agencyOf(purpose), sent.receipt, 1 + number * 40 + index, onSend)))
  // A session that was given is still one.
  const own = await resident.send('own-page', `/my/applications/${sent.receipt}`)
  if (own.status !== 200) throw new Error(`the resident's session is lost: ${own.status} ${own.location}`)
  client.close()
  return {
    ...sent, person, child, journal: resident.journal, parts: officials.map(({ agency, part }) => ({ agency, part })),
    again: resident.again + officials.reduce((sum, { again }) => sum + again, 0),
  }
}

async function decidePart(origin: string, agency: string, receipt: string, number: number, onSend: CasePlay['onSend']) {
  const client = new WebClient(origin, addressOf(number))
  const official = bePatient(client, (step) => { onSend(`${step}:${agency}`) })
  await signInOfficial(official.send, caseworkerOf(agency))
  const part = await findPart(official.send, receipt)
  await approvePart(official.send, part)
  client.close()
  return { agency, part, again: official.again }
}
