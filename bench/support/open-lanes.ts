/** Lanes of births: a new resident each time, and officials who have signed in once and decide all day. */
import { addressOf, agencyOf, caseworkerOf, mothers, newborn } from '../../tests/crash/support/residents.ts'
import { approvePart, findPart, reportBirth, type Send, signIn, signInOfficial } from '../../tests/crash/support/walk.ts'
import { WebClient } from '../../tests/crash/support/web-client.ts'
import type { Exchange, RecordedBirth } from './record.ts'
import { recordExchanges, keepNone } from './record-exchanges.ts'
import { sendDirectly } from './send-directly.ts'

/** Wraps a sender of the resident, or of the official of one agency. */
type Watch = (who: string, send: Send) => Send

export async function openLanes(origin: string, lanes: number) {
  const people = mothers()
  let born = 0
  let clients = 0
  const connect = () => new WebClient(origin, addressOf(clients++))
  const officials = Array.from({ length: lanes }, () => new Map<string, WebClient>())

  /** Signs in at the agency's first birth. */
  const officialOf = async (lane: number, agency: string) => {
    const known = officials[lane]!.get(agency)
    if (known) return known
    const client = connect()
    officials[lane]!.set(agency, client)
    await signInOfficial(sendDirectly(client), caseworkerOf(agency))
    return client
  }

  async function play(lane: number, watch: Watch): Promise<number> {
    const number = born++
    const client = connect()
    const send = watch('resident', sendDirectly(client))
    await signIn(send, people[number % people.length]!)
    const began = performance.now()
    const { receipt, purposes } = await reportBirth(send, newborn(number))
    await Promise.all(purposes.map(async (purpose) => {
      const agency = agencyOf(purpose)
      const official = watch(agency, sendDirectly(await officialOf(lane, agency)))
      await approvePart(official, await findPart(official, receipt))
    }))
    client.close()
    return performance.now() - began
  }

  return {
    playOn: (lane: number) => play(lane, keepNone),
    /** One birth with nobody else about, kept for the peer. */
    async record(): Promise<RecordedBirth> {
      const { watch, kept } = recordExchanges()
      await play(0, watch)
      const resident = kept.get('resident') ?? []
      const form = resident.findIndex(({ step }) => step === 'life-event')
      const numbered: Exchange[] = []
      const number = (exchanges: Exchange[]) => exchanges.map((exchange) => {
        numbered.push(exchange)
        return { ...exchange, number: numbered.length - 1 }
      })
      return {
        signIn: number(resident.slice(0, form)), form: number(resident.slice(form)),
        officials: [...kept].filter(([who]) => who !== 'resident').map(([, exchanges]) => number(exchanges)), all: numbered, count: numbered.length,
      }
    },
    close() {
      for (const lane of officials) for (const client of lane.values()) client.close()
    },
  }
}
