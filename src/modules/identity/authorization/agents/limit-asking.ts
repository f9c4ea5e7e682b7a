/** Anybody may register a program or name one by its address: each costs a row or a fetch, so that nobody gets many at once. */
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** A minute, from one address. */
const most = 30

export function limitAsking() {
  const asked = new RateLimiterMemory({ points: most, duration: 60 })
  return (address: string): Promise<boolean> => asked.consume(address).then(() => true, () => false)
}
