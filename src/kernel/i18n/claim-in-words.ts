/** A value of a credential as people read it: in the words that its issuer has for it, and where there are none as it was signed. */

export interface ClaimSaying {
  yesOrNo(value: boolean): string
  /** `YYYY-MM-DD` */
  date(day: string): string
  /** @param bytes how many, of what is no text */
  picture(bytes: number): string
  /** What is said of one person, one beside the other. */
  list(values: readonly string[]): string
  /** What the issuer calls the value that stands there. @param path from the claim on; null is every entry of a list */
  called(path: readonly (string | null)[], value: string | number): string | undefined
}

/** @returns a line for each entry of a list */
export function claimInWords(path: readonly (string | null)[], value: unknown, saying: ClaimSaying): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => claimInWords([...path, null], one, saying))
  if (typeof value === 'boolean') return [saying.yesOrNo(value)]
  if (typeof value === 'string') return [saying.called(path, value) ?? (/^\d{4}-\d\d-\d\d$/.test(value) ? saying.date(value) : value)]
  if (typeof value === 'number') return [saying.called(path, value) ?? String(value)]
  if (value instanceof Uint8Array) return [saying.picture(value.length)]
  return typeof value === 'object' && value !== null ? [saying.list(Object.entries(value).flatMap(([name, one]) => claimInWords([...path, name], one, saying)))] : []
}
