import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { beat, enrol, renew, self } from '../../../packages/device/device.ts'
import { DeviceRefused } from '../../../packages/device/device-client.ts'
import { complain, print, UsageError } from './command.ts'

const file = { type: 'string' } as const

export async function enrolDevice(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { file, offer: { type: 'string' }, code: { type: 'string' } } })
  if (!values.file || !values.offer || !values.code) throw new UsageError('Say with what: --file <file> --offer <link> --code <code>. The link and the code stand on the agency’s page.')
  const { offer, code } = values
  return told(async () => { print(`✓ ${await enrol(values.file!, offer, code)}. Its key is in ${values.file} and nowhere else.`) })
}

export async function heartbeat(words: string[], stop: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args: words, options: { file, said: { type: 'string' }, every: { type: 'string' } } })
  const every = values.every === undefined ? undefined : Number(values.every)
  if (!values.file || (every !== undefined && !(every >= 1))) throw new UsageError('Say whose, and how often: --file <file> [--every <seconds>].')
  const once = async () => {
    const { endsAt, renewed } = await beat(values.file!, values.said)
    print(`✓ heard; the credential ${renewed ? 'is new and ' : ''}holds until ${endsAt.toISOString()}`)
  }
  if (every === undefined) return told(once)
  while (!stop.aborted) {
    // The network may be away for a night; what the platform has refused stays refused.
    const outcome = await told(once).catch((cause: unknown) => {
      complain(`not heard: ${(cause as Error).message}`)
      return 0
    })
    if (outcome !== 0) return outcome
    await wait(every * 1000, undefined, { signal: stop }).catch(() => undefined)
  }
  return 0
}

export async function renewDevice(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { file, 'new-key': { type: 'boolean' } } })
  if (!values.file) throw new UsageError('Say whose: --file <file>.')
  return told(async () => { print(`✓ holds until ${(await renew(values.file!, { another: values['new-key'] ?? false })).toISOString()}`) })
}

export async function showDevice(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { file } })
  if (!values.file) throw new UsageError('Say whose: --file <file>.')
  return told(async () => { print(JSON.stringify(await self(values.file!), null, 2)) })
}

/** @returns 1 where the platform has said no */
async function told(work: () => Promise<void>): Promise<number> {
  try {
    await work()
    return 0
  } catch (cause) {
    if (!(cause instanceof DeviceRefused)) throw cause
    complain(`refused (${cause.code}): ${cause.message}`)
    return 1
  }
}
