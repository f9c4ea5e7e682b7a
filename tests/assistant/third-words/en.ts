import { ordinal } from '../drawn-words.ts'
import { dayOf, isLastWeek, isWeekBefore, type ThirdWords, weekdayOf } from './words.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const weekday = (ago: number) => weekdays[weekdayOf(ago)]!
const numbers = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty']
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth']
const inWords = (day: number) => ordinals[day] ?? `twenty-${ordinals[day - 20]!}`

export const english: ThirdWords = {
  bank: 'Maru Bank', names: ['Dal Hana', 'Dal Felix', 'Dal Yuna', 'Dal Oscar', 'Dal Iris', 'Dal Tae', 'Dal Mila', 'Dal Ruben'], otherNames: ['Dal Hannah', 'Dal Felicia', 'Dal Una', 'Dal Otto'], comma: ', ', stop: '. ',
  fillers: ['um ', 'hi, ', 'ok so ', 'well, '],
  wish: {
    birth: [
      'hi, I have just had a baby and would like to register the birth', 'Hello! We need to get our newborn registered, could you do that', 'can I register my daughter’s birth here', 'my girlfriend had our baby on Saturday, we want to register him',
      'baby was born, register please', 'I would like to report the birth of my son', 'We’ve just come home from hospital with our baby. Birth registration please.', 'how do I go about registering a birth? I would like to do it today',
      'registering our third child', 'Had twins... no sorry, just one! need to register the birth', 'I am a new dad and I want to do the birth report', 'need to do a birth registration for my kid',
    ],
    moving: ['I moved last weekend and need to register my new address', 'We have moved, please change our address', 'just moved, want to do the move-in report', 'I’d like to register that we moved house', 'moved into a new flat, how do I report it? let’s do it', 'change of address please, we moved'],
    jobLoss: ['I was let go and would like to claim unemployment benefit', 'lost my job, want to apply for unemployment benefit', 'My contract ended, I’d like to apply for unemployment benefits', 'I got laid off last month, how do I claim unemployment benefit, please start it', 'the company shut down and I need unemployment benefit', 'made redundant - apply for unemployment benefit'],
    husband: ['my husband has passed away and I need to sort things out', 'My husband died two weeks ago, what do I do', 'I lost my husband', 'I’m a widow since last week, what has to be done'],
    mother: ['my mum passed away and we need to settle everything', 'Mother died last week. What now?', 'I just buried my mother', 'We lost my mum, I need help with the paperwork'],
  },
  agree: ['yes', 'Yes, all of that is correct', 'that’s right', 'all correct', 'yes that looks right', 'it’s all correct, thanks', 'Everything is correct', 'yup'],
  days: [
    (ago) => `${dayOf(ago)} November`, (ago) => `${ordinal(dayOf(ago))} of this month`,
    (ago) => `the ${inWords(dayOf(ago))} of November`, (ago) => `November ${inWords(dayOf(ago))}`,
    (ago) => (isLastWeek(ago) ? `${weekday(ago)} last week` : undefined), (ago) => (isLastWeek(ago) ? `last week on ${weekday(ago)}` : undefined),
    (ago) => `${numbers[ago] ?? ago} days ago`.replace(/^one days/u, 'one day'), (ago) => `${ago} days ago`.replace(/^1 days/u, '1 day'),
    (ago) => (isWeekBefore(ago) ? `${weekday(ago)} two weeks ago` : undefined), (ago) => (isWeekBefore(ago) ? `${weekday(ago)} the week before last` : undefined),
    (ago) => (ago === 1 ? 'yesterday' : ago === 2 ? 'the day before yesterday' : undefined), (ago) => (ago === 1 ? 'this Monday' : ago === 7 ? 'exactly a week ago' : undefined),
    (ago) => (ago <= 6 ? `last ${weekday(ago)}` : undefined), (ago) => (ago <= 6 ? `on ${weekday(ago)}` : undefined),
  ],
  ahead: ['next Friday', 'tomorrow', 'the day after tomorrow', 'this coming Saturday'],
  sex: { F: ['girl', 'a little girl', 'female', 'it’s a girl', 'a baby girl', 'she’s a girl'], M: ['boy', 'a little boy', 'male', 'it’s a boy', 'a baby boy', 'he’s a boy'] },
  name: [(name) => `the baby’s name is ${name}`, (name) => `We named the baby ${name}`, (name) => `the name will be ${name}`, (name) => `${name}, that’s the name`],
  child: [
    ({ name, day, sex }) => `${name}, ${day}, ${sex}`, ({ name, day, sex }) => `${name}, ${sex}, born ${day}`,
    ({ name, day, sex }) => `${sex}, born ${day}, name is ${name}`, ({ name, day, sex }) => `The baby is ${name}. Born ${day}. ${sex}`,
    ({ name, day, sex }) => `name: ${name}, born: ${day}, sex: ${sex}`, ({ name, day, sex }) => `called ${name}, ${sex}, the birthday is ${day}`,
  ],
  bornAnd: [(day, sex) => `${day}, ${sex}`, (day, sex) => `${sex}, ${day}`, (day, sex) => `born ${day}, ${sex}`, (day, sex) => `it was ${day}, ${sex}`],
  only: ['just one', 'No, only one baby', 'only the one child', 'no twins, just the one', 'a single child', 'no there’s just one'],
  gas: { yes: ['yes we use city gas', 'we do have city gas', 'city gas yes', 'our place has city gas'], no: ['no city gas', 'we don’t have city gas', 'we cook with induction, no gas', 'there’s no city gas'] },
  heating: { yes: ['district heating, yes', 'heating is from the district', 'we have district heating', 'we’re connected to district heating'], no: ['no district heating', 'we do not have district heating', 'our heating is our own boiler, not district', 'it’s not district heating'] },
  housing: { yes: ['we receive housing benefit', 'I’m getting housing benefit', 'yes, housing benefit', 'housing benefit we do get'], no: ['no housing benefit', 'we don’t receive housing benefit', 'not on housing benefit', 'I’m not getting any housing benefit'] },
  hindered: { yes: ['I cannot breastfeed because I take medicine', 'breastfeeding isn’t possible for me', 'I can’t breastfeed, I’m ill', 'doctor said no breastfeeding because of my tablets'], no: ['breastfeeding is no problem', 'I’m breastfeeding', 'no problems with breastfeeding', 'breastfeeding just fine'] },
  lease: { yes: ['it’s rented', 'we rent it', 'we are renting', 'it’s a rental'], no: ['we own it', 'we bought the place', 'it’s our own home', 'it’s ours, we bought it'] },
  school: { yes: ['one child changes school', 'yes, my son changes primary school', 'our daughter has to change schools', 'a child is switching school'], no: ['no child changes school', 'no school change', 'no kids changing school', 'we have no schoolchildren'] },
  address: [(text) => `the new address is ${text}`, (text) => `we moved to ${text}`, (text) => text, (text) => `it’s at ${text}`],
  moved: [(day) => `we moved ${day}`, (day) => `the move was ${day}`, (day) => `moved in ${day}`, (day) => day],
  account: [(text) => `my account: ${text}`, (text) => `please send it to ${text}`, (text) => `${text} is my account`, (text) => `it should go to ${text}`],
  aside: {
    birth: ['how much is parental benefit?', 'Until what age is child allowance paid?', 'what does the first meeting voucher pay?', 'how long does a birth report take?'],
    moving: ['what is the deadline for the move-in report?', 'does the move-in report cost anything?', 'how long does the move-in report take?', 'who can file the move-in report?'],
    jobLoss: ['how much is unemployment benefit?', 'who gets unemployment benefit?', 'how long does unemployment benefit take?', 'which office handles unemployment benefit?'],
    bereavement: ['does the inheritance service cost anything?', 'how long do I have for the death report?', 'how long does the inheritance check take?', 'who may ask for the inheritance check?'],
  },
  wrongName: [(name) => `sorry, the name is ${name}`, (name) => `oh wait the name should be ${name}`, (name) => `correction, the baby’s name is ${name}`, (name) => `I got the name wrong: ${name}`],
  wrongDay: [(day) => `no, born ${day}`, (day) => `sorry the birthday is ${day}`, (day) => `wait, that was wrong, born ${day}`, (day) => `the date of birth is wrong, it’s ${day}`],
  wrongAccount: [(text) => `no, use ${text}`, (text) => `sorry, the account is ${text}`, (text) => `change the account to ${text}`, (text) => `oh wrong account, ${text}`],
  rather: { husband: ['no, my husband’s', 'sorry, I mean my husband', 'no, it’s for my husband', 'actually my late husband'], mother: ['no, my mother’s', 'actually it’s about my mum', 'sorry, my mom', 'no it is for my mother'] },
}
