/** What a device does, each step on the disk before the next: a loss of power at any moment leaves a device that goes on. */
import { existsSync } from 'node:fs'
import { type DeviceFile, readDeviceFile, writeDeviceFile } from './device-file.ts'
import { DeviceRefused, newDeviceKey, openConversation, readDeviceCredential, readDeviceOffer } from './device-client.ts'

/**
 * Makes a key, and has it recognised by the code of the agency.
 * @returns what the device is called. @throws DeviceRefused; a mistyped code may be typed again, with the same file
 */
export async function enrol(path: string, link: string, transactionCode: string): Promise<string> {
  const offer = readDeviceOffer(link)
  const began = existsSync(path) ? readDeviceFile(path) : undefined
  if (began?.credential !== undefined) throw new Error(`${path} is of a device that is enrolled. Choose another name.`)
  const file: DeviceFile = { issuer: offer.issuer, configuration: offer.configuration, key: began?.key ?? await newDeviceKey() }
  writeDeviceFile(path, file)
  const conversation = await openConversation(file, file.key)
  const credential = await conversation.credential(await conversation.redeem(offer.code, transactionCode), file.key)
  const client = `device-${readDeviceCredential(credential).device}`
  writeDeviceFile(path, { ...file, client, credential })
  return client
}

/** A fresh credential for the same key, or for a new one. @returns until when it holds */
export async function renew(path: string, { another = false }: { another?: boolean } = {}): Promise<Date> {
  const file = await settle(path)
  const conversation = await openConversation(file, file.key)
  const token = await conversation.token(conversation.scope)
  // On the disk before anybody hears of it: from the answer on, the former key opens nothing.
  const key = another ? await newDeviceKey() : file.key
  if (another) writeDeviceFile(path, { ...file, next: key })
  const credential = await conversation.credential(token, key)
  writeDeviceFile(path, { ...file, key, credential, ...(another ? { mark: undefined } : {}) })
  return readDeviceCredential(credential).endsAt
}

export interface Beat { endsAt: Date; renewed: boolean }

/** A sign of life; renews the credential when a third of its time is left. */
export async function beat(path: string, said: string | undefined): Promise<Beat> {
  const file = await settle(path)
  const conversation = await openConversation(file, file.key)
  const { mark, now } = await conversation.call(await conversation.token('device.report'), 'POST', '/api/devices/heartbeat', { ...(file.mark === undefined ? {} : { mark: file.mark }), ...(said === undefined ? {} : { said }) })
  writeDeviceFile(path, { ...file, mark: String(mark) })
  const { from, endsAt } = readDeviceCredential(file.credential!)
  // By the platform's clock: the device's own may stand still.
  const due = Date.parse(String(now)) > endsAt.getTime() - (endsAt.getTime() - from.getTime()) / 3
  return due ? { endsAt: await renew(path), renewed: true } : { endsAt, renewed: false }
}

/** What the platform has of it. */
export async function self(path: string): Promise<Record<string, unknown>> {
  const file = await settle(path)
  const conversation = await openConversation(file, file.key)
  return conversation.call(await conversation.token('device.self'), 'GET', '/api/devices/self')
}

/** The power went while the key was being changed: whichever of the two the platform knows is the device's. */
async function settle(path: string): Promise<DeviceFile & { client: string }> {
  const file = readDeviceFile(path)
  if (file.client === undefined) throw new Error(`${path} is of a device that is not enrolled yet.`)
  if (file.next === undefined) return { ...file, client: file.client }
  const { next, ...settled } = file
  const opened = async (key: DeviceFile['key']) => {
    const conversation = await openConversation(file, key)
    return { conversation, token: await conversation.token(conversation.scope) }
  }
  const taken = await opened(next).catch(unlessUnknown)
  // Neither is known where the device is held or ended: then nothing is thrown away.
  if (taken === undefined) await opened(file.key)
  else Object.assign(settled, { key: next, credential: await taken.conversation.credential(taken.token, next), mark: undefined })
  writeDeviceFile(path, settled)
  return { ...settled, client: file.client }
}

function unlessUnknown(cause: unknown): undefined {
  if (!(cause instanceof DeviceRefused) || cause.code !== 'invalid_client') throw cause
}
