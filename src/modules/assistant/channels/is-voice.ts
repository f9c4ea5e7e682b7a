import type { ChannelName } from './channel.ts'

/** Whoever stands beside it hears it too. */
export const isVoice = (channel: ChannelName): boolean => channel === 'nugu' || channel === 'alexa'
