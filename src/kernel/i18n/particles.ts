/** Korean particles follow the sound of the word before them: `{name}(은/는)` is settled after the name is in place. */
import { josa } from 'es-hangul'

type Particle = Parameters<typeof josa.pick>[1]

/** Written in texts with the vowel form second, as people write them. */
const particles: Record<string, Particle> = {
  '은/는': '은/는', '이/가': '이/가', '을/를': '을/를', '과/와': '와/과', '와/과': '와/과', '으로/로': '으로/로', '으로서/로서': '으로서/로서', '이라/라': '이라/라', '이나/나': '이나/나', '아/야': '아/야', '이에요/예요': '이에요/예요',
}

export function withParticles(text: string): string {
  let [told, from] = ['', 0]
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    const close = text.indexOf(')', open)
    if (close < 0) break
    const pair = text.slice(open + 1, close)
    if (!isPair.test(pair)) continue
    const word = lastWord(text, from, open)
    if (word === '') continue
    const particle = particles[pair]
    told += text.slice(from, open) + (particle === undefined ? text.slice(open, close + 1) : josa.pick(readAloud(word), particle))
    from = close + 1
  }
  return from === 0 ? text : told + text.slice(from)
}

const isPair = /^[가-힣]+\/[가-힣]+$/

/** What stands before a pair without a space, behind the pair before it. */
function lastWord(text: string, from: number, until: number): string {
  let start = until
  while (start > from && !/\s/.test(text[start - 1]!)) start -= 1
  return text.slice(start, until)
}

/** A number or a sign before a particle is read as its last digit; brackets and quotes are silent. */
function readAloud(word: string): string {
  const bare = word.replaceAll(/[”’"')\]」』]+$/g, '')
  const digit = /\d$/.exec(bare)?.[0]
  return digit === undefined ? bare : bare + '영일이삼사오육칠팔구'[Number(digit)]!
}
