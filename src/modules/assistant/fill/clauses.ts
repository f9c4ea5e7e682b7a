/** A message in its parts, each of which may answer something else. */

/** Korean goes on with -고, -는데 and -지만, and ends its sentences with the verb, whether a full stop is typed or not. */
const korean = String.raw`(?<=(?<!라)고)\s+(?!있|싶|계)|(?<=[고구]요|는데|지만|[가-힣]요|니다|[써어아]야?)(?<=\S{2}|[써네응])\s+(?=\p{Script=Hangul})`
const joins = String.raw`\s+(?:and|but|et|mais|và|nhưng|그리고|근데)\s+`
const everywhere = new RegExp(String.raw`[,;،.!\n]+|${joins}|${korean}`, 'u')
/** The commas and full stops of an address or an account stay in it. */
const aroundNumbers = new RegExp(String.raw`[;!\n]+|\.(?=\s+\D|\s*$)|,(?!\s*\S*\d)|${joins}|${korean}`, 'u')

const split = (text: string, at: RegExp) => text.split(at).map((part) => part.trim()).filter((part) => part !== '')

export const clausesOf = (text: string): string[] => split(text, everywhere)
export const partsWithNumbers = (text: string): string[] => split(text, aroundNumbers)

/** The same parts, by where they stand. */
export function partsOf(text: string): { from: number; to: number }[] {
  const seams = [...text.matchAll(new RegExp(everywhere, 'gu'))]
  return [0, ...seams.map((seam) => seam.index + seam[0].length)].map((from, at) => ({ from, to: seams[at]?.index ?? text.length })).filter(({ from, to }) => /[\p{L}\p{N}]/u.test(text.slice(from, to)))
}

/** "1. … 2. …": what stands behind each number. Undefined where the message is not such a list. */
export function numberedParts(text: string): Map<number, string> | undefined {
  const marks = [...text.matchAll(/(?<=^|[\s,;])([1-9])\s?[.):]\s+/gu)]
  const numbers = marks.map((mark) => Number(mark[1]))
  if (marks.length < 2 || text.slice(0, marks[0]!.index).trim() !== '' || numbers.some((number, at) => at > 0 && number !== numbers[at - 1]! + 1)) return undefined
  return new Map(marks.map((mark, at) => [numbers[at]!, text.slice(mark.index + mark[0].length, marks[at + 1]?.index).trim().replace(/[,;]$/u, '')]))
}

/** By commas, lines, or strokes with room around them. */
export const listsOf = (text: string): string[][] => [/[,،;\n]/u, /\s\/\s/u, /\s[-–]\s/u].map((at) => split(text.replace(/[.!]+\s*$/u, ''), at)).filter((parts) => parts.length > 1)
