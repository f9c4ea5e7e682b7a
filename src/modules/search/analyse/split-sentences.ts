/** Of one piece, in characters: the Korean analyser takes a second for 2,000 letters without a space, and time grows with the square. */
const longestWord = 60
const longestPiece = 400

const ends = /(?<=[.!?。！？…])\s+|[\n\r]+/u
const overlong = new RegExp(`(\\S{${longestWord}})(?=\\S)`, 'gu')

/** Sentences, lines, and cuts where neither comes: every piece is short enough to be analysed in milliseconds. */
export function splitSentences(text: string): string[] {
  return text.split(ends).flatMap((sentence) => cut(sentence.replaceAll(overlong, '$1 ').trim())).filter((piece) => piece !== '')
}

function cut(sentence: string): string[] {
  if (sentence.length <= longestPiece) return [sentence]
  const at = sentence.lastIndexOf(' ', longestPiece)
  return [sentence.slice(0, at), ...cut(sentence.slice(at + 1))]
}
