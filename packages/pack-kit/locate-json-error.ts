/** Where a text stops being JSON, as `:line:column`. The engine's own message names it; a text cut short ends at its end. */
export function locateJsonError(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (cause) {
    const match = /line (\d+) column (\d+)/.exec((cause as Error).message)
    if (match) return `:${match[1]}:${match[2]}`
    const lines = text.split('\n')
    return `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
  }
}
