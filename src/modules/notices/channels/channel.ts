/** A way out beside the portal. Each adapter passes the same contract suite (channels.test.ts). */
import type { ChannelName } from '../contract.ts'
import type { Letter } from '../messages/compose-message.ts'

export interface Envelope {
  /** The same at every try, so that the other side can tell a repetition: a UUID. */
  identity: string
  address: string
  letter: Letter
}

export interface Channel {
  /**
   * Resolves when the other side has taken the message over.
   * @throws Refused when this address will never take it; anything else is passing, and tried again
   */
  send(envelope: Envelope): Promise<void>
  /** A reason why an address of this kind cannot be one; undefined when it can. */
  accepts(address: string): boolean
  close(): void
}

export type Channels = Partial<Record<ChannelName, Channel>>

export class Refused extends Error {
  readonly reason: 'no-such-address' | 'gone' | 'refused'
  constructor(reason: Refused['reason'], cause?: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}
