/**
 * Showing a card in person by QR codes, without a network: a profile of our own, `maru-qr/1`. ISO/IEC 18013-5 would use NFC and Bluetooth, which a web page
 * cannot. Who checks draws a number; the phone signs what it shows for that number (SD-JWT with key binding, RFC 9901) and gives it as codes.
 */

/** Audience of the proof: whom it is for stands in no certificate here, only in the number that is on the checker's screen. */
export const profile = 'maru-qr/1'

/** Seconds that a number is good for: time to choose fields, not to pass it around. */
export const numberLife = 180

export interface Drawn {
  /** Eight digits. */
  number: string
  /** Seconds since 1970. */
  at: number
}

export function drawNumber(now: number): Drawn {
  const [word] = crypto.getRandomValues(new Uint32Array(1))
  return { number: String(word! % 100_000_000).padStart(8, '0'), at: now }
}

export const isOver = ({ at }: Drawn, now: number) => now - at > numberLife || now < at - 1

export const numberLink = (number: string) => `${profile}:${number}`

/** From a code, or as people type it. */
export const readNumber = (text: string): string | undefined => /^(?:maru-qr\/1:)?(\d{8})$/.exec(text.replaceAll(/\s/g, ''))?.[1]
