/** Questions drawn at random, many of them asking for too much: what comes back, and what stands in errors, logs and evidence. */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openExchangeTrial, pack } from './exchange-trial.ts'

export interface Minimised {
  questions: number
  answered: number
  refused: number
  /** Fields that came back and should not have; must be none. */
  beyond: number
  /** Refusals of a question that everything allowed. */
  wronged: number
  /** Values of the register that stand in an error, a log, the database or the evidence; must be none. */
  leaked: string[]
}

const register = 'resident'
const requester = 'municipality'
const purposes = ['birth-municipality', 'birth-nts', 'own-data', 'no-such-purpose']
/** Each consent is asked under so often and then replaced by a stranger's: nobody is asked about until the budget of questions is spent. */
const questionsAConsent = 30
const consentsAtOnce = 12
/** No other text holds it. */
const mark = 'VALUE-THAT-NOBODY-ELSE-WRITES'

export async function askTooMuch(questions: number, draw: (below: number) => number, tell: (done: number) => void = () => undefined): Promise<Minimised> {
  const fields = Object.keys(pack.registers.find(({ id }) => id === register)!.fields)
  const texts = fields.filter((field) => pack.registers.find(({ id }) => id === register)!.fields[field]!.type === 'text')
  const people = Array.from({ length: consentsAtOnce + Math.ceil(questions / questionsAConsent) }, (_, at) => `KR-DEMO-${String(at + 1).padStart(6, '0')}`)
  const csv = [['person', ...fields].join(','), ...people.map((person) => [person, ...fields.map((field) => `${mark}-${field}`)].join(','))].join('\n')
  const granted = pack.purposes.find(({ id }) => id === 'birth-municipality')!.fields.filter((name) => name.startsWith(`${register}.`)).map((name) => name.slice(register.length + 1))
  // The register's own policy is narrower than the pack's purpose.
  const policy = granted.slice(0, -1)
  const trial = await openExchangeTrial({ register, requester }, csv, undefined, (folder) => {
    const file = join(folder, 'mapping.json')
    const mapping = JSON.parse(readFileSync(file, 'utf8')) as { fields: Record<string, { definition: { type: string } }>; purposes: Record<string, { fields: string[] }> }
    mapping.purposes['birth-municipality']!.fields = policy
    for (const field of Object.values(mapping.fields)) field.definition = { type: 'text', label: { en: 'x' } } as never
    writeFileSync(file, JSON.stringify(mapping))
  })
  const found: Minimised = { questions: 0, answered: 0, refused: 0, beyond: 0, wronged: 0, leaked: [] }
  const said: string[] = []
  const some = (from: readonly string[]) => from.filter(() => draw(3) === 0)
  const consents = new Map<string, { person: string; fields: Set<string> }>()
  let given = 0
  const newConsent = async () => {
    const [caseId, person, agreed] = [randomUUID(), people[given % people.length]!, granted.filter(() => draw(4) > 0)]
    given += 1
    await trial.exchange.giveConsent({ person, caseId, language: 'en', decisions: { 'birth-municipality': true } })
    await trial.room.ask(`update exchange.consent set wording = jsonb_set(wording, '{fields}', $2) where case_id = $1`, [caseId, JSON.stringify(agreed.map((field) => `${register}.${field}`))])
    consents.set(caseId, { person, fields: new Set(agreed) })
    const [oldest] = consents.keys()
    if (consents.size > consentsAtOnce) consents.delete(oldest!)
  }
  const once = async () => {
    const cases = [...consents.keys()]
    const caseId = draw(8) === 0 ? randomUUID() : cases[draw(cases.length)]!
    const purpose = draw(4) === 0 ? purposes[draw(purposes.length)]! : 'birth-municipality'
    const consent = consents.get(caseId)
    const subject = draw(5) === 0 ? people[draw(people.length)]! : consent?.person ?? people[0]!
    const allowed = (field: string) => purpose === 'birth-municipality' && policy.includes(field) && consent?.person === subject && consent.fields.has(field)
    const wanted = draw(2) === 0 ? some(fields) : some(policy.filter(allowed))
    const asked = wanted.length > 0 ? wanted : [fields[draw(fields.length)]!]
    found.questions += 1
    try {
      const { values } = await trial.ask({ register, subject, purpose, case: caseId, fields: asked })
      found.answered += 1
      found.beyond += Object.keys(values).filter((field) => !allowed(field)).length
    } catch (cause) {
      found.refused += 1
      if (asked.every(allowed)) found.wronged += 1
      said.push(String(cause))
    }
  }
  try {
    for (let at = 0; at < consentsAtOnce; at += 1) await newConsent()
    const lanes = 12
    await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
      for (let at = lane; at < questions; at += lanes) {
        if (at % questionsAConsent === 0) await newConsent()
        await once()
        if (found.questions % 5_000 === 0) tell(found.questions)
      }
    }))
    const tables = await trial.room.ask<{ text: string }>(`select a::text as text from exchange.access_log a union all select c::text from exchange.consent c union all select e::text from kernel.event e`)
    const evidence = readdirSync(join(trial.parties.register, 'evidence')).map((name) => readFileSync(join(trial.parties.register, 'evidence', name), 'utf8'))
    for (const [where, lines] of Object.entries({ errors: said, 'platform log': trial.told, database: tables.map(({ text }) => text), evidence, 'connector log': trial.parties.refusals })) {
      if (lines.some((line) => line.includes(mark))) found.leaked.push(where)
    }
    if (texts.length === 0) throw new Error('the register has no text to look for')
  } finally {
    await trial.close()
  }
  return found
}
