/** What a program calls itself, as a person may read it: one line, nothing unseen, nothing that turns the direction, no longer than a name. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu
const longest = 60

export function cleanName(name: unknown, fallback: string): string {
  const clean = typeof name === 'string' ? name.normalize('NFC').replaceAll(unseen, '').replaceAll(/\s+/g, ' ').trim().slice(0, longest) : ''
  return clean === '' ? fallback : clean
}
