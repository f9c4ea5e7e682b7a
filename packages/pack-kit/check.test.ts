/** One mistake at a time in a copy of Farland: each is found at its place, with what to do. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkPack } from './check.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-pack-'))
after(() => { rmSync(folder, { recursive: true, force: true }) })

for (const pack of ['kr', 'farland', 'template']) {
  test(`packs/${pack} has no mistakes`, () => { assert.deepEqual(checkPack(`packs/${pack}`), []) })
}

type Json = Record<string, unknown>
const inJson = (change: (data: never) => void) => (text: string) => {
  const data = JSON.parse(text) as never
  change(data)
  return JSON.stringify(data, null, 2)
}
const swap = (from: string, to: string) => (text: string) => {
  assert.ok(text.includes(from), from)
  return text.replace(from, to)
}

const covert = (data: Json[]) => ({ law: data[0]!['legalBasis'], sealedFor: 'P30D', extendableBy: 'P6M' })

interface Mistake { name: string; file: string; change(text: string): string; pointer: RegExp; message: RegExp; in?: string; /** Where it shows, if not in the file itself. */ shows?: string }

const mistakes: Mistake[] = [
  { name: 'broken JSON', file: 'agencies.json', change: (text) => text.replace('"id"', 'id'), pointer: /:\d+:\d+/, message: /JSON/ },
  { name: 'an unknown key', file: 'pack.json', change: inJson((data: Json) => { data['colour'] = 'blue' }), pointer: /colour|^\/?$/, message: /colour/ },
  { name: 'a wrong type', file: 'services/welcome-grant.json', change: inJson((data: { processing: Json }) => { data.processing['days'] = 'ten' }), pointer: /\/processing\/days/, message: /integer|number/ },
  { name: 'a missing key', file: 'services/welcome-grant.json', change: inJson((data: Json) => { delete data['complaint'] }), pointer: /complaint|^\/?$/, message: /complaint/ },
  { name: 'a day that does not exist', file: 'holidays.json', change: swap('2026-05-01', '2026-02-30'), pointer: /\/\d+\/date/, message: /date/ },
  { name: 'a text without a language', file: 'services/welcome-grant.json', change: inJson((data: { name: Json }) => { delete data.name['ar'] }), pointer: /\/name/, message: /ar/ },
  { name: 'an empty text', file: 'agencies.json', change: inJson((data: { name: Json }[]) => { data[0]!.name['fr'] = ' ' }), pointer: /\/0\/name/, message: /./ },
  { name: 'a text in a language the pack has not', file: 'agencies.json', change: inJson((data: { name: Json }[]) => { data[0]!.name['de'] = 'Amt' }), pointer: /\/0\/name/, message: /de/ },
  { name: 'a letter with a value that there is not', file: 'services/welcome-grant.json', change: inJson((data: Json) => { data['letters'] = { approved: { fr: 'Le {jour}', ar: '{date}' } } }), pointer: /^\/letters\/approved\/fr$/, message: /no value jour/ },
  { name: 'a letter on an objection to a reclaim with a value that there is not', file: 'services/welcome-grant.json', change: inJson((data: Json) => { data['letters'] = { 'reclaim-lifted': { fr: '{amount}', ar: '{until}' } } }), pointer: /^\/letters\/reclaim-lifted\/ar$/, message: /no value until/ },
  { name: 'a letter on an objection to a reclaim without a language', file: 'services/welcome-grant.json', change: inJson((data: Json) => { data['letters'] = { 'reclaim-upheld': { fr: '{reason}' } } }), pointer: /^\/letters\/reclaim-upheld/, message: /ar/ },
  { name: 'a letter that is no message', file: 'services/welcome-grant.json', change: inJson((data: Json) => { data['letters'] = { approved: { fr: '{date}', ar: '{date' } } }), pointer: /^\/letters\/approved\/ar$/, message: /no ICU message/ },
  { name: 'a letter that writes a day by itself', file: 'services/welcome-grant.json', change: inJson((data: Json) => { data['letters'] = { refused: { fr: '{reason}', ar: '{reason}\n{date, date}' } } }), pointer: /^\/letters\/refused\/ar$/, message: /date cannot be used so \(line 2, sign 1\)/ },
  { name: 'a letter with a fact that its agency is not given', file: 'services/nursery-discount.json', change: inJson((data: Json) => { data['letters'] = { approved: { fr: '{household_nursery, select, yes {Crèche} other {}}', ar: '{household_account}' } } }), pointer: /^\/letters\/approved\/ar$/, message: /no value household_account/ },
  { name: 'a letter that tells apart what there is not', file: 'services/nursery-discount.json', change: inJson((data: Json) => { data['letters'] = { approved: { fr: '{household_nursery, select, maybe {Crèche} other {}}', ar: '{date}' } } }), pointer: /^\/letters\/approved\/fr$/, message: /household_nursery cannot be used so/ },
  { name: 'an agency nobody knows', file: 'services/welcome-grant.json', change: swap('"family-fund"', '"familiy-fund"'), pointer: /^\/agency$/, message: /familiy-fund/ },
  { name: 'a life event with a service nobody knows', file: 'life-events/birth.json', change: swap('"welcome-grant"', '"welcome-gift"'), pointer: /^\/services\/1$/, message: /welcome-gift/ },
  { name: 'a purpose with a field nobody knows', file: 'purposes.json', change: swap('"civil.members"', '"civil.membres"'), pointer: /^\/0\/fields\/4$/, message: /civil\.membres/ },
  { name: 'a purpose for companies that nobody oversees', file: 'purposes.json', change: inJson((data: Json[]) => { data[0]!['companies'] = true }), pointer: /^\/0\/companies$/, message: /oversees/ },
  { name: 'a purpose for companies and an agency', in: 'kr', file: 'purposes.json', change: swap('"agency": "municipality",', '"agency": "municipality", "companies": true,'), pointer: /^\/\d+\/agency$/, message: /companies or for an agency/ },
  { name: 'a purpose for companies without fields', in: 'kr', file: 'purposes.json', change: inJson((data: Json[]) => { data.at(-1)!['fields'] = [] }), pointer: /^\/\d+\/fields$/, message: /hands over nothing/ },
  { name: 'a covert look of nobody', file: 'purposes.json', change: inJson((data: Json[]) => { data[0]!['covert'] = covert(data) }), pointer: /^\/0\/agency$/, message: /Nobody looks covertly/ },
  { name: 'a covert look at what people say themselves', file: 'purposes.json', change: inJson((data: (Json & { facts: string[] })[]) => { data.find(({ facts }) => facts.length > 0)!['covert'] = covert(data) }), pointer: /^\/\d+\/covert$/, message: /at what registers say/ },
  { name: 'a covert look sealed without an end', file: 'purposes.json', change: inJson((data: Json[]) => { data[1]!['covert'] = { ...covert(data), sealedFor: 'P0D' } }), pointer: /\/1\/covert\/sealedFor/, message: /pattern/ },
  { name: 'an official’s ID that says what its holder may do', file: 'credentials.json', change: swap('"from": "official.since"', '"from": "official.roles"'), pointer: /^\/2\/claims\/3\/from$/, message: /nothing that a credential about official says/ },
  { name: 'an official’s ID for which a register is read', file: 'credentials.json', change: swap('"about": "official"', '"about": "official", "purpose": "act-for-another"'), pointer: /^\/2\/purpose$/, message: /no register is asked/ },
  { name: 'a credential without a purpose', file: 'credentials.json', change: inJson((data: Json[]) => { delete data[0]!['purpose'] }), pointer: /^\/0\/purpose$/, message: /purpose is missing/ },
  { name: 'a way into the console by a resident’s card', file: 'requests.json', change: inJson((data: { asks: Json[] }[]) => { data[3]!.asks = data[0]!.asks }), pointer: /^\/3\/asks$/, message: /does not ask for an official’s post/ },
  { name: 'two ways into the console', file: 'requests.json', change: inJson((data: Json[]) => { data.push({ ...data[3], id: 'another' }) }), pointer: /^$/, message: /Two requests sign officials in/ },
  { name: 'a requirement that no evidence type meets', file: 'registers.json', change: inJson((data: { evidence: { fields: string[] }[] }[]) => { data[0]!.evidence[0]!.fields.pop() }), pointer: /^\/7\/fields\/0$/, message: /No evidence type gives civil\.deathDate/, shows: 'purposes.json' },
  { name: 'an evidence type of a field that its register does not keep', file: 'registers.json', change: inJson((data: { evidence: { fields: string[] }[] }[]) => { data[0]!.evidence[1]!.fields.push('adress') }), pointer: /^\/0\/evidence\/1\/fields\/3$/, message: /keeps no adress/ },
  { name: 'a field of two evidence types', file: 'registers.json', change: inJson((data: { evidence: { fields: string[] }[] }[]) => { data[0]!.evidence[1]!.fields.push('name') }), pointer: /^\/0\/evidence\/1\/fields\/3$/, message: /Two evidence types/ },
  { name: 'a register without evidence types', file: 'registers.json', change: inJson((data: Json[]) => { delete data[1]!['evidence'] }), pointer: /^\/1/, message: /evidence/ },
  { name: 'no word on how long looks are kept', file: 'pack.json', change: inJson((data: { retention: Json }) => { delete data.retention['accessLog'] }), pointer: /retention/, message: /accessLog/ },
  { name: 'a time of keeping without a law', file: 'pack.json', change: inJson((data: { retention: { accessLog: Json } }) => { delete data.retention.accessLog['source'] }), pointer: /\/retention\/accessLog/, message: /source/ },
  { name: 'consents that end before the looks that they allowed', file: 'pack.json', change: inJson((data: { retention: { consents: Json } }) => { data.retention.consents['years'] = 4 }), pointer: /^\/retention\/consents\/years$/, message: /before the looks/ },
  { name: 'an overseer nobody knows', in: 'kr', file: 'pack.json', change: swap('"overseer": "fss"', '"overseer": "fsss"'), pointer: /^\/companies\/overseer$/, message: /fsss/ },
  { name: 'an id that stands twice', file: 'agencies.json', change: inJson((data: Json[]) => { data.push(data[0]!) }), pointer: /^\/4$/, message: /twice/ },
  { name: 'a question about what a register knows', file: 'life-events/birth.json', change: swap('"household.nursery"', '"household.size"'), pointer: /^\/steps\/1\/questions\/0\/fact$/, message: /household\.size/ },
  { name: 'an agency that decides without a purpose', file: 'life-events/birth.json', change: inJson((data: { purposes: string[] }) => { data.purposes = data.purposes.filter((id) => id !== 'birth-town-hall') }), pointer: /^\/purposes$/, message: /town-hall/ },
  { name: 'a default language that is none', file: 'pack.json', change: swap('"defaultLanguage": "fr"', '"defaultLanguage": "en"'), pointer: /defaultLanguage/, message: /en is no language/ },
  { name: 'a long sentence of easy language among the reasons of a rule', in: 'kr', file: 'rules/child-allowance.md', change: swap('"{newborn.name}(은/는) {child_allowance_age}살이 안 되었습니다."', '"{newborn.name}(은/는) {child_allowance_age}살이 아직 되지 않았기 때문에 앞으로도 계속해서 아동수당을 매달 한 번씩 받을 수 있습니다."'), pointer: /^:\d+:\d+$/, message: /easy language has \d+ signs/ },
  { name: 'a long sentence of easy language in a letter', in: 'kr', file: 'services/child-allowance.json', change: inJson((data: { letters: { approved: Json } }) => { data.letters.approved['ko-easy'] = '아동수당을 신청한 다음 달부터 매달 한 번씩 통장으로 받을 수 있도록 우리 기관이 오늘 결정하였습니다.' }), pointer: /^\/letters\/approved\/ko-easy$/, message: /easy language has \d+ signs/ },
  { name: 'a duty of an agency nobody knows', file: 'duties/vehicle-inspection.json', change: swap('"agency": "town-hall"', '"agency": "town-hal"'), pointer: /^\/agency$/, message: /no agency town-hal/ },
  { name: 'a duty whose reminders stand in no order', file: 'duties/vehicle-inspection.json', change: inJson((data: Json) => { data['remind'] = [3, 14] }), pointer: /^\/remind$/, message: /no order/ },
  { name: 'a reminder of what cannot be done yet', file: 'duties/vehicle-inspection.json', change: inJson((data: Json) => { data['opens'] = 30 }), pointer: /^\/remind\/0$/, message: /60 days before, and can do it from 30/ },
  { name: 'a fine that falls', file: 'duties/vehicle-inspection.json', change: swap('"from": 5000', '"from": 50000'), pointer: /^\/missed\/fine\/most$/, message: /less than on the first day/ },
  { name: 'a duty without a law', file: 'duties/vehicle-inspection.json', change: inJson((data: Json) => { delete data['source'] }), pointer: /source|^\/?$/, message: /source/ },
  { name: 'a duty that leads nowhere', file: 'duties/vehicle-inspection.json', change: inJson((data: Json) => { data['do'] = { service: 'inspection' } }), pointer: /^\/do\/service$/, message: /no service inspection/ },
  { name: 'a duty that leads over an open line', file: 'duties/vehicle-inspection.json', change: swap('https://', 'http://'), pointer: /^\/do\/url$/, message: /others can read/ },
  { name: 'a duty text without a language', file: 'duties/vehicle-inspection.json', change: inJson((data: { missed: { says: Json } }) => { delete data.missed.says['ar'] }), pointer: /^\/missed\/says/, message: /ar/ },
  { name: 'a duty without a rule', file: 'duties/vehicle-inspection.json', change: swap('"id": "vehicle-inspection"', '"id": "inspection"'), pointer: /^\/id$/, message: /whom inspection concerns/, shows: 'duties/inspection.json' },
  { name: 'a rule of no duty', file: 'duties/road.md', change: (text) => text.replaceAll('vehicle-inspection', 'car-inspection'), pointer: /^:\d+:\d+$/, message: /car-inspection is no duty/ },
  { name: 'a duty without a last day', file: 'duties/road.md', change: (text) => text.replace(/ {2}apply by[\s\S]*?\n\n/, '\n').replaceAll(/example[\s\S]*?(?=```)/g, ''), pointer: /^:\d+:\d+$/, message: /no last day/ },
  { name: 'a duty without an example', file: 'duties/road.md', change: (text) => text.replaceAll(/example[\s\S]*?(?=```)/g, ''), pointer: /^:\d+:\d+$/, message: /no worked example/ },
  { name: 'an example of a duty with another last day', file: 'duties/road.md', change: swap('expect owed by 2026-11-30', 'expect owed by 2026-11-29'), pointer: /^:\d+:\d+$/, message: /gives: owed by 2026-11-30/ },
  { name: 'a duty that rests on what people would have to be asked', file: 'duties/school.md', change: swap('applicant.in_school is false', 'household.nursery is false'), pointer: /^\/\d+$/, message: /household\.nursery, which no register tells/, shows: 'facts.json' },
  { name: 'a duty that rests on what its purpose does not ask', file: 'purposes.json', change: inJson((data: { id: string; fields: string[] }[]) => { const due = data.find(({ id }) => id === 'remind-due')!; due.fields = due.fields.filter((field) => field !== 'school.inSchool') }), pointer: /^\/\d+\/from$/, message: /remind-due does not ask school\.inSchool/, shows: 'facts.json' },
  { name: 'a card offered under a purpose that is not for everybody', file: 'credentials.json', change: inJson((data: Json[]) => { data[0]!['everybody'] = 'own-data' }), pointer: /^\/0\/everybody$/, message: /own-data is no purpose for looking at everybody/ },
  { name: 'a card offered to everybody by something else than it requires', file: 'credentials.json', change: inJson((data: Json[]) => { Object.assign(data[0]!, { everybody: 'remind-due', requires: { 'civil.sex': 'F' } }) }), pointer: /^\/0\/everybody$/, message: /remind-due does not read civil.sex/ },
  { name: 'a card held under another agency’s purpose', file: 'credentials.json', change: inJson((data: Json[]) => { data[0]!['holding'] = 'find-entitled' }), pointer: /^\/0\/holding$/, message: /find-entitled is no purpose of civil-office/ },
  { name: 'a card held by more than a name', file: 'credentials.json', change: inJson((data: Json[]) => { data[0]!['holding'] = 'birth-civil-office' }), pointer: /^\/0\/holding$/, message: /birth-civil-office reads something else than a name/ },
  { name: 'duties under a purpose that is not for everybody', file: 'pack.json', change: swap('"due": "remind-due"', '"due": "own-data"'), pointer: /^\/due$/, message: /own-data is no purpose for looking at everybody/ },
  { name: 'a rule that cannot be read', file: 'rules/families.md', change: swap('  when household.monthly_income is at most limit\n', '  when household.monthly_income is less than limit\n'), pointer: /^:\d+:\d+$/, message: /“than” does not fit here/ },
  { name: 'a rule that asks for a fact nobody knows', file: 'rules/families.md', change: swap('when household.monthly_income', 'when household.wealth'), pointer: /^:\d+:\d+$/, message: /household\.wealth/ },
  { name: 'a comparison of money with a date', file: 'rules/families.md', change: swap('household.monthly_income is at most limit', 'household.monthly_income is at most application.date'), pointer: /^:\d+:\d+$/, message: /date|money/ },
  { name: 'a rate on money without rounding', file: 'rules/nurseries.md', change: swap(' rounded down to 1 a month', ' a month'), pointer: /^:\d+:\d+$/, message: /fraction/ },
  { name: 'vouchers alone, paid into an account', file: 'rules/families.md', change: swap('pays welcome_grant for newborn.order once', 'pays welcome_grant for newborn.order as voucher once'), pointer: /^:\d+:\d+$/, message: /welcome-grant pays into an account, and its rule grants no money/ },
  { name: 'an example that the rule does not fulfil', file: 'rules/families.md', change: swap('expect owed 45,075 once', 'expect owed 45,076 once'), pointer: /^:\d+:\d+$/, message: /45,?075/ },
  { name: 'a rule without an example', file: 'rules/civil-status.md', change: (text) => text.replaceAll(/example birth-report[\s\S]*?(?=example|```)/g, ''), pointer: /^:\d+:\d+$/, message: /no worked example/ },
  { name: 'a sentence that is missing in one language', file: 'rules/families.md', change: swap('          ar "يجب أن يعرف ترتيب الطفل."\n', ''), pointer: /^:\d+:\d+$/, message: /missing in ar/ },
  { name: 'a sentence that names another value', file: 'rules/families.md', change: swap('ar "لا يتجاوز دخل البيت {limit}', 'ar "لا يتجاوز دخل البيت {limits}'), pointer: /^:\d+:\d+$/, message: /limits|same values/ },
  { name: 'a service that no rule decides', file: 'services/welcome-grant.json', change: swap('"rule": "welcome-grant"', '"rule": "welcome-prize"'), pointer: /./, message: /welcome-prize/ },
  { name: 'a message that is missing', file: 'messages/fr/cases.json', change: inJson((data: Json) => { delete data['cases.save'] }), pointer: /cases\.save/, message: /missing/ },
  { name: 'a message nobody asks for', file: 'messages/fr/cases.json', change: inJson((data: Json) => { data['cases.sauver'] = 'x' }), pointer: /cases\.sauver/, message: /./ },
  { name: 'a message with another value', file: 'messages/fr/cases.json', change: swap('{event} · page {step} sur {steps}', '{event} · page {stap} sur {steps}'), pointer: /cases\.step-of/, message: /stap|step/ },
  { name: 'a message that cannot be read', file: 'messages/ar/cases.json', change: inJson((data: Json) => { data['cases.step-of'] = '{event' }), pointer: /cases\.step-of/, message: /./ },
  { name: 'a question that depends on one of its own page', file: 'life-events/birth.json', change: swap('"fact": "household.account",', '"fact": "household.account", "onlyIf": {"fact": "household.nursery", "is": "yes"},'), pointer: /^\/steps\/1\/questions\/1\/onlyIf\/fact$/, message: /No earlier page asks for household\.nursery/ },
  { name: 'a question that depends on an answer nobody can give', file: 'life-events/birth.json', change: inJson(({ steps }: { steps: { id: string; questions: Json[] }[] }) => { const home = steps[1]!; steps.push({ ...home, id: 'account', questions: [{ ...home.questions.pop(), onlyIf: { fact: 'household.nursery', is: 'maybe' } }] }) }), pointer: /^\/steps\/2\/questions\/0\/onlyIf\/is$/, message: /maybe is no answer/ },
  { name: 'a question that depends on what no register says', in: 'kr', file: 'life-events/moving.json', change: swap('"fact": "household.primary_pupil",\n            "is": "yes"', '"fact": "household.primary_pupil",\n            "is": "often"'), pointer: /^\/steps\/0\/questions\/3\/onlyIf\/is$/, message: /often is no answer/ },
  { name: 'a question whose answer a register always holds', in: 'kr', file: 'registers.json', change: inJson((data: { id: string; fields: Record<string, Json> }[]) => { delete data.find(({ id }) => id === 'social-security')!.fields['housingBenefit']!['optional'] }), pointer: /./, message: /household\.housing_benefit comes from a register|The register may hold no receives/ },
  { name: 'whether somebody receives what is no service', in: 'kr', file: 'registers.json', change: swap('"housing-benefit-repair"', '"housing-benefit-repairs"'), pointer: /\/fields\/housingBenefit\/answers$/, message: /never housing-benefit-repairs/ },
  { name: 'a question that no register can spare anybody', in: 'kr', file: 'life-events/driving-licence.json', change: swap('"fact": "applicant.checked_lately"', '"fact": "move.lease"'), pointer: /^\/steps\/0\/questions\/0\/unless\/fact$/, message: /No register says move\.lease/ },
  { name: 'a question that is spared to nobody', in: 'kr', file: 'life-events/driving-licence.json', change: swap('"fact": "applicant.checked_lately",\n            "is": "yes"', '"fact": "applicant.checked_lately",\n            "is": "often"'), pointer: /^\/steps\/0\/questions\/0\/unless\/is$/, message: /often is nothing that/ },
  { name: 'an approval that sets what is none', in: 'kr', file: 'services/resident-card.json', change: swap('"idCard": "yes"', '"idCard": "2026-12-01"'), pointer: /^\/writes\/sets\/idCard$/, message: /2026-12-01 is no bool/ },
  { name: 'an approval that sets what nobody may', in: 'kr', file: 'services/resident-card.json', change: swap('"idCard": "yes"', '"name": "yes"'), pointer: /^\/writes\/sets\/name$/, message: /lets nobody change name/ },
  { name: 'an approval that writes on whom its event is not about', in: 'kr', file: 'services/resident-card.json', change: inJson((data: { writes: Json }) => { data.writes['of'] = 'subject' }), pointer: /^\/writes\/of$/, message: /about nobody but the applicant/ },
  { name: 'a tax of which no register says the amount', in: 'kr', file: 'services/vehicle-tax.json', change: swap('"fact": "applicant.vehicle_tax"', '"fact": "applicant.vehicle_tax_as_of"'), pointer: /^\/collects\/fact$/, message: /No register says applicant\.vehicle_tax_as_of as an amount/ },
  { name: 'a tax that somebody decides', in: 'kr', file: 'services/vehicle-tax.json', change: inJson((data: Json) => { data['certificate'] = true }), pointer: /^\/collects$/, message: /nothing that is decided/ },
  { name: 'a tax of whose payment no register hears', in: 'kr', file: 'services/vehicle-tax.json', change: swap('"collects.amount"', '"0"'), pointer: /^\/writes$/, message: /No register hears/ },
  { name: 'a tax that is asked for without looking', in: 'kr', file: 'life-events/vehicle-tax.json', change: swap('"own-vehicle-tax"', '"own-licence"'), pointer: /^\/purposes$/, message: /No purpose of the applicant covers local-tax\.vehicleTax/ },
  { name: 'an amount that was paid where nothing is', in: 'kr', file: 'services/resident-card.json', change: swap('"idCard": "yes"', '"idCard": "collects.amount"'), pointer: /^\/writes\/sets\/idCard$/, message: /collects\.amount is no bool/ },
  { name: 'what follows from what follows itself', in: 'kr', file: 'services/police-address.json', change: swap('"service": "move-in-report"', '"service": "vehicle-address"'), pointer: /^\/follows\/service$/, message: /vehicle-address is no service that somebody decides/ },
  { name: 'what the law does by itself, and costs something', in: 'kr', file: 'services/police-address.json', change: inJson((data: Json) => { data['certificate'] = true }), pointer: /^\/follows$/, message: /pays, costs, writes and certifies nothing/ },
  { name: 'a question for somebody else that is nobody’s part', file: 'life-events/birth.json', change: inJson((data: Json) => { delete data['contributions'] }), pointer: /^\/steps\/1\/questions\/1\/contribution$/, message: /no contribution account/ },
  { name: 'a part for somebody else without questions', file: 'life-events/birth.json', change: swap('"contribution": "account"', '"maxLength": 30'), pointer: /^\/contributions\/0\/id$/, message: /Nothing is asked in account/ },
  { name: 'a part for somebody else on a page that repeats', file: 'life-events/birth.json', change: inJson(({ steps }: { steps: { questions: Json[] }[] }) => { steps[0]!.questions[0]!['contribution'] = 'account' }), pointer: /^\/steps\/0\/questions\/0\/contribution$/, message: /repeats/ },
  { name: 'a part for somebody else that tells what the applicant answered', file: 'life-events/birth.json', change: inJson(({ steps }: { steps: { id: string; questions: Json[] }[] }) => { const home = steps[1]!; steps.push({ ...home, id: 'account', questions: [{ ...home.questions.pop(), onlyIf: { fact: 'household.nursery', is: 'yes' } }] }) }), pointer: /^\/steps\/2\/questions\/0\/contribution$/, message: /household\.nursery/ },
  { name: 'answers to a question that is asked nowhere', in: 'kr', file: 'assistant.json', change: inJson((data: { answers: { yes: Record<string, Json> } }) => { data.answers.yes['household.gas'] = data.answers.yes['household.city_gas']! }), pointer: /^\/answers\/yes\/household\.gas$/, message: /no yes-no question household\.gas/ },
  { name: 'an example for what nobody can want', file: 'assistant.json', change: swap('"amount"', '"amounts"'), pointer: /^\/examples\/amounts$/, message: /no intent amounts/ },
  { name: 'other words for a service nobody knows', file: 'assistant.json', change: swap('"welcome-grant"', '"welcome-gift"'), pointer: /^\/services\/welcome-gift$/, message: /welcome-gift/ },
  { name: 'an emergency in words of no language', file: 'assistant.json', change: inJson((data: { urgent: { words: Json }[] }) => { data.urgent[0]!.words['de'] = ['Feuer'] }), pointer: /^\/urgent\/0\/words\/de$/, message: /de/ },
  { name: 'a way to act for another that nobody gives', file: 'mandates.json', change: inJson((data: Json[]) => { delete data[0]!['from'] }), pointer: /^\/0\/from$/, message: /names the register/ },
  { name: 'a grant without an end', file: 'mandates.json', change: inJson((data: Json[]) => { delete data[2]!['mostDays'] }), pointer: /^\/2\/mostDays$/, message: /forgotten/ },
  { name: 'a paper seen by no agency', file: 'mandates.json', change: swap('"civil-office"', '"civil-offices"'), pointer: /^\/1\/recordedAt\/0$/, message: /civil-offices/ },
  { name: 'a letter to an address that its purpose does not read', file: 'pack.json', change: swap('"address": "civil.address"', '"address": "civil.sex"'), pointer: /^\/registration\/letter\/address$/, message: /does not read civil\.sex/ },
  { name: 'letters under a purpose that asks nobody unasked', file: 'pack.json', change: swap('"purpose": "sign-in-letter"', '"purpose": "birth-town-hall"'), pointer: /^\/registration\/letter\/purpose$/, message: /looks at nobody who has not agreed/ },
  { name: 'letters to the dead', file: 'pack.json', change: swap('"deathDate": "civil.deathDate"', '"deathDate": "civil.birthDate"'), pointer: /^\/registration\/letter\/deathDate$/, message: /can not be empty/ },
  { name: 'an office that registers people and does not exist', file: 'pack.json', change: inJson((data: { registration: { agencies: string[] } }) => { data.registration.agencies[0] = 'town-halls' }), pointer: /^\/registration\/agencies\/0$/, message: /town-halls/ },
  { name: 'a counter of an agency that does not exist', file: 'pack.json', change: inJson((data: { counters: { agencies: string[] } }) => { data.counters.agencies[1] = 'civil-offices' }), pointer: /^\/counters\/agencies\/1$/, message: /civil-offices/ },
  { name: 'a counter that reads under the purpose of an agency', file: 'pack.json', change: swap('"own-at-counter"', '"birth-civil-office"'), pointer: /^\/counters\/purpose$/, message: /people’s own birth-civil-office/ },
  { name: 'a counter that cannot compare a name', file: 'pack.json', change: inJson((data: { counters: { name: string } }) => { data.counters.name = 'civil.names' }), pointer: /^\/counters\/name$/, message: /does not read civil\.names/ },
  { name: 'a counter at which a form would miss something', file: 'purposes.json', change: inJson((data: { id: string; fields: string[] }[]) => { data.find(({ id }) => id === 'own-at-counter')!.fields.splice(3, 1) }), pointer: /^\/\d+\/fields$/, message: /the form of [a-z-]+ would miss civil\.address/ },
  { name: 'a counter where nobody can show who they are', file: 'pack.json', change: inJson((data: Json) => { delete data['registration'] }), pointer: /^\/counters$/, message: /document/ },
  { name: 'a mandate from a field that its purpose does not read', file: 'mandates.json', change: swap('"children"', '"spouse"'), pointer: /^\/0\/from\/list$/, message: /does not read civil\.spouse/ },
  { name: 'a mandate for an act that nobody knows', file: 'mandates.json', change: swap('"apply"', '"vote"'), pointer: /^\/0\/acts\/0$/, message: /./ },
  { name: 'a margin by a fact that has no codes', in: 'kr', file: 'population.json', change: swap('"household.region"', '"household.regions"'), pointer: /\/by\/0$/, message: /household\.regions/ },
  { name: 'a margin for a province that is none', in: 'kr', file: 'population.json', change: swap('["seoul"]', '["seoull"]'), pointer: /\/cells\/0\/at\/0$/, message: /seoull/ },
  { name: 'a margin for a test that is neither no nor yes', in: 'kr', file: 'population.json', change: swap('["capital", "no"]', '["capital", "false"]'), pointer: /\/cells\/0\/at\/1$/, message: /false/ },
  { name: 'ages that overlap', in: 'kr', file: 'population.json', change: swap('["15-64"]', '["14-64"]'), pointer: /\/cells$/, message: /overlap/ },
  { name: 'ages with a gap', in: 'kr', file: 'population.json', change: swap('["15-64"]', '["16-64"]'), pointer: /\/cells$/, message: /gap/ },
  { name: 'shares that do not add up', in: 'kr', file: 'population.json', change: swap('"value": 613', '"value": 614'), pointer: /\/cells$/, message: /10001/ },
  { name: 'a cell that stands twice', in: 'kr', file: 'population.json', change: swap('["busan"]', '["seoul"]'), pointer: /\/cells\/1\/at$/, message: /twice/ },
  { name: 'an event about an entry of a list that no register keeps', in: 'kr', file: 'life-events/bereavement.json', change: swap('"field": "deceased"', '"field": "departed"'), pointer: /^\/subject\/field$/, message: /family-relations\.departed/ },
  { name: 'a clock that runs from a fact nobody knows', in: 'kr', file: 'life-events/birth.json', change: inJson((data: { clocks: Json[] }) => { data.clocks[0]!['fact'] = 'newborn.birthday' }), pointer: /^\/clocks\/0\/fact$/, message: /newborn\.birthday/ },
  { name: 'a service that depends on a fact nobody knows', in: 'kr', file: 'services/school-transfer.json', change: swap('"move.school"', '"move.schools"'), pointer: /^\/onlyIf\/fact$/, message: /move\.schools/ },
  { name: 'a search for what no register keeps', in: 'kr', file: 'services/search-land.json', change: swap('"housing.land"', '"housing.lands"'), pointer: /^\/finds\/0$/, message: /housing\.lands/ },
  { name: 'a look at another person’s field that nobody knows', in: 'kr', file: 'purposes.json', change: swap('"finance.deposits"', '"finance.deposit"'), pointer: /\/about\/0$/, message: /finance\.deposit/ },
  { name: 'an agency that pays without knowing where to', in: 'kr', file: 'services/electricity-birth.json', change: inJson((data: Json) => { data['pays'] = { account: 'household.account' } }), pointer: /^\/pays\/account$/, message: /no purpose of kepco covers household\.account/ },
  { name: 'an account that nobody asks for', file: 'services/welcome-grant.json', change: swap('"household.account"', '"household.acount"'), pointer: /^\/pays\/account$/, message: /household\.acount/ },
  { name: 'a service that writes where nobody may', in: 'kr', file: 'services/search-land.json', change: inJson((data: Json) => { data['writes'] = { register: 'housing', fields: { land: 'application.date' } } }), pointer: /^\/writes\/fields\/land$/, message: /lets nobody change land/ },
  { name: 'a map of areas by a fact without codes', in: 'kr', file: 'tiles.json', change: swap('"household.region"', '"household.size"'), pointer: /^\/fact$/, message: /household\.size/ },
  { name: 'a province without a place on the map', in: 'kr', file: 'tiles.json', change: inJson((data: { tiles: Json }) => { delete data.tiles['jeju'] }), pointer: /^\/tiles$/, message: /jeju has no place/ },
  { name: 'a place on the map for no province', in: 'kr', file: 'tiles.json', change: swap('"jeju"', '"jejju"'), pointer: /^\/tiles\/jejju$/, message: /no area/ },
  { name: 'two provinces on one place', in: 'kr', file: 'tiles.json', change: swap('{ "column": 0, "row": 4 }', '{ "column": 0, "row": 3 }'), pointer: /^\/tiles\/jeju$/, message: /where gwangju does/ },
  { name: 'a place that is no whole number', in: 'kr', file: 'tiles.json', change: swap('"row": 4', '"row": 4.5'), pointer: /^\/tiles\/jeju\/row$/, message: /integer/ },
  { name: 'a reform of another name than its file', in: 'kr', file: 'reforms/child-allowance-150000.json', change: inJson((data: Json) => { data['id'] = 'child-allowance' }), pointer: /^\/id$/, message: /stands in the file of/ },
  { name: 'a reform set against itself', in: 'kr', file: 'reforms/child-allowance-2026.json', change: swap('"2026-02-28"', '"2026-03-01"'), pointer: /^\/against$/, message: /not before/ },
  { name: 'a reform without a title in one language', in: 'kr', file: 'reforms/child-allowance-2026.json', change: inJson((data: { title: Json }) => { delete data.title['vi'] }), pointer: /^\/title$/, message: /vi/ },
  { name: 'a reform of a figure with a mistake', in: 'kr', file: 'reforms/child-allowance-2026.md', change: swap('int under', 'integer under'), pointer: /^:\d+:\d+$/, message: /./ },
  { name: 'an easy sentence of more than forty signs', in: 'kr', file: 'services/child-allowance.json', change: inJson((data: { summary: Json }) => { data.summary['ko-easy'] = '아이를 키우는 모든 가정에서는 매달 정해진 날에 나라에서 주는 돈을 은행 통장으로 받을 수 있습니다.' }), pointer: /\/summary/, message: /signs/ },
  { name: 'codes of people that are said as those of no field', in: 'kr', file: 'registers.json', change: swap('"sex": "resident.sex"', '"sex": "resident.name"'), pointer: /\/fields\/parents\/attributes\/sex$/, message: /No register holds resident\.name with codes/ },
  { name: 'codes of people where there are no people', file: 'registers.json', change: inJson((data: { fields: Record<string, Json> }[]) => { data[0]!.fields['name']!['attributes'] = { sex: 'civil.sex' } }), pointer: /^\/0\/fields\/name\/attributes$/, message: /name is no people/ },
  { name: 'an answer about a field of another kind', file: 'registers.json', change: inJson((data: { fields: Record<string, Json> }[]) => { data[0]!.fields['grown'] = { ...data[0]!.fields['name'], type: 'bool', answers: { field: 'name', yearsAtLeast: 18 } } }), pointer: /\/0\/fields\/grown\/answers/, message: /nothing that this can be answered about/ },
  { name: 'an answer that is a record', file: 'registers.json', change: inJson((data: { fields: Record<string, Json> }[]) => { data[0]!.fields['grown'] = { ...data[0]!.fields['birthDate'], answers: { field: 'birthDate', yearsAtLeast: 18 } } }), pointer: /\/0\/fields\/grown\/answers/, message: /yes or no/ },
  { name: 'how many of what is no list', file: 'registers.json', change: inJson((data: { fields: Record<string, Json> }[]) => { data[0]!.fields['grown'] = { ...data[0]!.fields['name'], type: 'int', answers: { field: 'birthDate', count: true } } }), pointer: /\/0\/fields\/grown\/answers/, message: /nothing that this can be answered about/ },
  { name: 'a question about people that is always known', file: 'registers.json', change: inJson((data: { fields: Record<string, Json> }[]) => { data[0]!.fields['young'] = { ...data[0]!.fields['name'], type: 'bool', answers: { field: 'children', atLeast: 1, where: [{ attribute: 'birthDate', yearsAtMost: 5 }] } } }), pointer: /\/0\/fields\/young\/answers/, message: /may not be known of somebody/ },
  { name: 'a code that an enum never has', in: 'kr', file: 'registers.json', change: swap('"medical-aid-2"\n          ]', '"medical-aid-3"\n          ]'), pointer: /\/fields\/medicalAid\/answers/, message: /never medical-aid-3/ },
  { name: 'a date where a question would do', in: 'kr', file: 'purposes.json', change: inJson((data: (Json & { id: string; fields: string[] })[]) => { data.find(({ id }) => id === 'moving-waterworks')!.fields[1] = 'resident.birthDate' }), pointer: /^\/\d+\/fields\/1$/, message: /takes resident\.birthDate, and the register answers questions about it: resident\.adult/ },
  { name: 'a date and a question about it', in: 'kr', file: 'purposes.json', change: inJson((data: (Json & { id: string; fields: string[] })[]) => { data.find(({ id }) => id === 'customer-check')!.fields.push('resident.adult') }), pointer: /^\/\d+\/fields\/1$/, message: /and asks about it, too: resident\.adult/ },
  { name: 'a reason for a value that nobody takes', in: 'kr', file: 'purposes.json', change: inJson((data: (Json & { id: string; because: Json })[]) => { data.find(({ id }) => id === 'customer-check')!.because['resident.members'] = data.find(({ id }) => id === 'customer-check')!.because['resident.birthDate'] }), pointer: /^\/\d+\/because\/resident\.members$/, message: /takes no resident\.members/ },
  { name: 'a field of an agency that the person’s own reading does not bring', in: 'kr', file: 'purposes.json', change: inJson((data: (Json & { id: string; fields: string[] })[]) => { data.find(({ id }) => id === 'turning-65-korail')!.fields.push('health-insurance.premium') }), pointer: /^\/\d+\/fields\/2$/, message: /nobody reads health-insurance\.premium/ },
]

for (const { name, file, change, pointer, message, in: base = 'farland', shows = file } of mistakes) {
  test(`found: ${name}`, () => {
    const copy = join(folder, name.replaceAll(/\W+/g, '-'))
    cpSync(`packs/${base}`, copy, { recursive: true })
    const path = join(copy, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    const problems = checkPack(copy)
    const found = problems.filter((problem) => problem.file === shows && pointer.test(problem.pointer) && message.test(problem.message))
    assert.ok(found.length >= 1, JSON.stringify(problems.slice(0, 4), null, 1))
    for (const problem of problems) assert.ok(problem.advice.length > 5, JSON.stringify(problem))
  })
}

test('found: a page of a reform that nothing describes, and a description without a page', () => {
  const copy = join(folder, 'reforms-alone')
  cpSync('packs/kr', copy, { recursive: true })
  renameSync(join(copy, 'reforms/child-allowance-150000.md'), join(copy, 'reforms/more.md'))
  const found = checkPack(copy).map(({ file, message }) => `${file}: ${message}`)
  assert.deepEqual(found, [
    'reforms/child-allowance-150000.json: There is no page reforms/child-allowance-150000.md.',
    'reforms/more.md: No reforms/more.json says what this reform is.',
  ])
})

test('a folder that is no pack says what it lacks', () => {
  const [first] = checkPack(folder)
  assert.equal(first?.file, 'pack.json')
  assert.ok(first.advice.length > 5)
})
