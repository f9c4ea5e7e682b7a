/** Conditions of a file as far as a form knows them: one answer, and what it must be. */
export interface Condition { fact: string; is: string }

/** Our own: `household.nursery is true`, `home.kind is 'rent'`. */
const own = /^([a-z_]+\.[a-z_]+) is (true|false|'([^']{1,100})')$/

/**
 * What other engines write of one value: `${married}`, `#{!married}`, `${kind == 'rent'}` (Java Unified Expression Language), `=kind = "rent"`, `=not(married)` (FEEL).
 * @param factOf of the name of a field on a page of this file. @returns undefined for whatever else it says
 */
export function readCondition(text: string, factOf: (field: string) => string | undefined): Condition | undefined {
  const [, named, value, quoted] = own.exec(text.trim()) ?? []
  if (named !== undefined) return { fact: named, is: quoted ?? (value === 'true' ? 'yes' : 'no') }
  const inner = /^[$#]\{([^{}]*)\}$/.exec(text.trim())?.[1] ?? /^=(.*)$/s.exec(text.trim())?.[1]
  const [, not, negated, plain, , is] = /^\s*(?:(!\s*)(\w+)|(\w+)(\s*==?\s*(true|false|'[^']*'|"[^"]*"))?|not\(\s*\w+\s*\))\s*$/.exec(inner ?? '-') ?? []
  const denied = not === undefined ? /^\s*not\(\s*(\w+)\s*\)\s*$/.exec(inner ?? '')?.[1] : negated
  const fact = factOf(denied ?? plain ?? '')
  if (fact === undefined) return undefined
  if (denied !== undefined) return { fact, is: 'no' }
  return { fact, is: is === undefined || is === 'true' ? 'yes' : is === 'false' ? 'no' : is.slice(1, -1) }
}

/** Words that models write at the ways out of a question. */
const [yes, no] = [/^(yes|y|true|ok|oui|예|네|맞음|có|نعم|ja|s[ií])$/iu, /^(no|n|false|non|아니요|아니오|아님|không|لا|nein)$/iu]

/** @returns yes or no for a word that is one of them in some language */
export const yesOrNo = (word: string): 'yes' | 'no' | undefined => { const plain = word.trim().replace(/[.!]$/, ''); return yes.test(plain) ? 'yes' : no.test(plain) ? 'no' : undefined }
