/** The program that asks, where the operator knows none of that name: as it describes itself. */
import type { Interaction, Provider } from 'oidc-provider'

export interface Agent {
  id: string
  /** What it calls itself. */
  name: string
  /** Whose it is: the site whose document it is, or to which the answer goes. */
  host: string
  /** That site itself says so; else nobody has checked the name. */
  vouched: boolean
  /** Where the browser goes after the answer. */
  back: string
  /** A program on the person's own computer. */
  local: boolean
}

export async function findAgent(provider: Provider, { params: asked }: Interaction): Promise<Agent | undefined> {
  const id = String(asked['client_id'])
  const client = await provider.Client.find(id).catch(() => undefined)
  if (!client) return undefined
  const back = new URL(String(asked['redirect_uri']))
  const vouched = id.startsWith('https://')
  return { id, name: client.clientName ?? back.host, host: vouched ? new URL(id).host : back.host, vouched, back: back.host, local: back.protocol === 'http:' }
}
