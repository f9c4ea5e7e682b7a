/** Korean particles follow the sound of the word before them: `{name}(은/는)` is settled after the name is in place. */
import { josa } from 'es-hangul'

type Particle = Parameters<typeof josa.pick>[1]

/** Written in texts with the vowel form second, as people write them. */
const particles: Record<string, Particle> = {
  '은/는': '은/는', '이/가': '이/가', '을/를': '을/를', '과/와': '와/과', '와/과': '와/과', '으로/로': '으로/로', '이나/나': '이나/나', '아/야': '아/야', '이에요/예요': '이에요/예요',
}

export function withParticles(text: string): string {
  // A pattern that begins with the word would be tried at every letter; most texts have no pair.
  if (!text.includes('/') || !pairs.test(text)) return text
  return text.replaceAll(/(\S+?)\(([가-힣]+\/[가-힣]+)\)/g, (whole, word: string, pair: string) => {
    const particle = particles[pair]
    return particle === undefined ? whole : word + josa.pick(readAloud(word), particle)
  })
}

const pairs = /\([가-힣]+\/[가-힣]+\)/

/** A number or a sign before a particle is read as its last digit; brackets and quotes are silent. */
function readAloud(word: string): string {
  const bare = word.replaceAll(/[”’"')\]」』]+$/g, '')
  const digit = /\d$/.exec(bare)?.[0]
  return digit === undefined ? bare : bare + '영일이삼사오육칠팔구'[Number(digit)]!
}
