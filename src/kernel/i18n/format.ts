/** Money, dates and times in the words of a language; formatters are made once. */
export interface Formats {
  /** An amount in the currency's minor unit. */
  money(amount: number): string
  /** `YYYY-MM-DD` */
  date(day: string): string
  /** `YYYY-MM` */
  month(month: string): string
  /** RFC 3339, in the pack's time zone. */
  dateTime(instant: string): string
  number(value: number): string
  /** One beside the other, with the comma of the script. */
  list(items: readonly string[]): string
}

/** @param locale BCP 47; digits are Latin everywhere, so that an amount reads the same on paper, screen and telephone */
export function createFormats(locale: string, currency: { code: string; minorUnit: number }, timeZone: string): Formats {
  const digits = `${locale}-u-nu-latn`
  const korean = locale.startsWith('ko')
  const comma = new Intl.Locale(locale).maximize().script === 'Arab' ? '، ' : ', '
  const scale = 10 ** currency.minorUnit
  const plain = new Intl.NumberFormat(digits)
  const money = new Intl.NumberFormat(digits, { style: 'currency', currency: currency.code, minimumFractionDigits: currency.minorUnit, maximumFractionDigits: currency.minorUnit })
  const day = new Intl.DateTimeFormat(digits, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' })
  const month = new Intl.DateTimeFormat(digits, { year: 'numeric', month: 'long', timeZone: 'UTC', calendar: 'gregory' })
  const moment = new Intl.DateTimeFormat(digits, { dateStyle: 'medium', timeStyle: 'short', timeZone, calendar: 'gregory' })
  return {
    // Korean texts write the unit behind the amount: 1,000,000원.
    money: (amount) => (korean && currency.code === 'KRW' ? `${plain.format(amount)}원` : money.format(amount / scale)),
    date: (iso) => day.format(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)))),
    month: (iso) => month.format(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, 1)),
    dateTime: (instant) => moment.format(Date.parse(instant)),
    number: (value) => plain.format(value),
    list: (items) => items.join(comma),
  }
}
