/** Amounts between the smallest unit of a currency, as an integer, and its decimal, digit by digit: no fraction ever exists. */

/** @param minorUnit digits behind the point: won 0 */
export function toDecimal(minor: number, minorUnit: number): string {
  const digits = String(Math.abs(minor)).padStart(minorUnit + 1, '0')
  const decimal = minorUnit === 0 ? digits : `${digits.slice(0, -minorUnit)}.${digits.slice(-minorUnit)}`
  return minor < 0 ? `-${decimal}` : decimal
}

/** @returns undefined for what is no amount of the currency: a sign, half a won, more than a safe integer */
export function fromDecimal(decimal: string, minorUnit: number): number | undefined {
  const [, whole, behind = ''] = /^(\d{1,15})(?:\.(\d{1,5}))?$/.exec(decimal) ?? []
  if (whole === undefined || /[1-9]/.test(behind.slice(minorUnit))) return undefined
  const value = Number(whole + behind.slice(0, minorUnit).padEnd(minorUnit, '0'))
  return Number.isSafeInteger(value) ? value : undefined
}
