/** The last few results of a pure reading, so that keys, certificates and headers that come again are not read again. */
export function keepRecent<Value>(limit: number, read: (key: string) => Value): (key: string) => Value {
  const kept = new Map<string, Value>()
  return (key) => {
    const found = kept.get(key)
    if (found !== undefined) return found
    const value = read(key)
    // What came first goes first: strangers can push entries out, never change one.
    if (kept.size >= limit) kept.delete(kept.keys().next().value as string)
    kept.set(key, value)
    return value
  }
}
