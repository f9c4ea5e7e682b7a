/** A permit opens a register for one question. The same question may come again when its answer was lost on the way. */
export interface AnsweredOnce {
  /** @returns false when the entry has been used for another question */
  take(entry: string, question: string): boolean
}

/** Longer than a receipt is taken: by then the permit is refused for its age. Milliseconds. */
const remembered = 150_000

export function answeredOnce(now = () => performance.now()): AnsweredOnce {
  // In the order of their coming: the oldest are forgotten first.
  const used = new Map<string, { question: string; at: number }>()
  return {
    take(entry, question) {
      for (const [old, { at }] of used) {
        if (now() - at < remembered) break
        used.delete(old)
      }
      const before = used.get(entry)
      if (before) return before.question === question
      used.set(entry, { question, at: now() })
      return true
    },
  }
}
