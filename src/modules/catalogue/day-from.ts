/** The day that somebody typed as `YYYY-MM-DD`; null where there is no such day. */
export function dayFrom(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}
