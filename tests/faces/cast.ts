/** Who plays in the walk through a pack's house: people and posts of its demonstration, and answers that its forms take. */
import { importedServices } from './imported-services.ts'

export interface Cast {
  pack: string
  /** Moment at which the house stands still. */
  now: string
  timeZone: string
  /** Language in which the engines look at each page; the others are looked at for what language changes. */
  language: string
  /** Has sent an application, and has another one half filled in. */
  family: string
  /** Goes through every step with mistakes. */
  applicant: string
  /** Has done nothing yet. */
  newcomer: string
  /** Lets a program act, and sends an application that it asked for. */
  helped: string
  /** Presses reload without end. */
  impatient: string
  /** Has an application taken down at a counter. */
  atCounter: string
  /** May not report a birth. */
  suspended?: string
  /** Does not act for themselves yet. */
  minor?: string
  /** Whose newborn is in the register already. */
  registered?: { person: string; name: string; birthDate: string; sex: string }
  child: { name: string; birthDate: string; sex: string }
  /** A second one, for the application that is not sent. */
  sibling: string
  /** Answers of the step "home". */
  home: Record<string, string>
  /** One who lost somebody, one who lost two; an agency whose register knows, one whose official writes, and what. */
  bereaved?: { person: string; two: string; found: string; byHand: string; words: string }
  /** Agency that asks the family something, one that refuses, and one at which everything is owed and nothing corrected. */
  asks: string
  refuses: string
  /** Service of the agency that asks, whose refusal a second official signs. */
  signed: string
  clears: string
  /** Agency that pays, and somebody whom it grants something. */
  pays: string
  paid: string
  /** Day of a birth in that family from which a law counts back, where the pack has one. */
  countsBack?: string
  /** Agency whose lead looks after the team, and one that invites somebody. */
  team: string
  invites: string
  invited: string
  words: { question: string; answer: string; refusal: string; plea: string; address: string; yes: string; program: string }
  /** Answers of the page of what one is owed, by field; nothing where it is not known. */
  owed: Record<string, string>
  /** A page of the law. */
  law: string
  /** What is said to the assistant, by the state it leads to. */
  talk: { vague: string; amount: string; unclear: string; urgent: string; unknown: string; start: string; setting: string; own: string; certificates: string; wallet: string }
  /** Query of the services page that narrows it. */
  narrowed: string
  /** A file of another catalogue, in the pack's own language. */
  imports?: string
}

const now = '2026-11-24T01:00:00Z'

export const casts: readonly Cast[] = [
  {
    pack: 'packs/kr', now, timeZone: 'Asia/Seoul', language: 'en',
    family: 'KR-DEMO-000003', applicant: 'KR-DEMO-000004', newcomer: 'KR-DEMO-000020', helped: 'KR-DEMO-000007', impatient: 'KR-DEMO-000027', atCounter: 'KR-DEMO-000005', suspended: 'KR-DEMO-000019', minor: 'KR-DEMO-000013',
    registered: { person: 'KR-DEMO-000030', name: '틈라온', birthDate: '2026-11-02', sex: 'M' },
    child: { name: '달온새', birthDate: '2026-11-20', sex: 'F' }, sibling: '달샛별',
    home: {
      'household.city_gas': 'yes', 'household.district_heating': 'no', 'household.breastfeeding_hindered': 'no',
      'household.account': '마루은행 110-123-456789',
    },
    bereaved: { person: 'KR-DEMO-700004', two: 'KR-DEMO-700006', found: 'fss', byHand: 'geps', words: 'He was no civil servant.' },
    asks: 'municipality', refuses: 'kepco', signed: 'child-allowance', clears: 'ssis', pays: 'municipality', paid: 'KR-DEMO-000011', countsBack: '2026-01-15', team: 'korail', invites: 'kdhc', invited: '온누리',
    words: {
      yes: '네',
      program: 'Case system', question: 'Which hospital was the child born in?', answer: 'In the Maru hospital.', refusal: 'The meter is in another name.', plea: 'It is in my wife’s name.',
      address: '마루시 온누리로 12, 304동 1201호',
    },
    owed: {
      'n.child': '1', 'n.newborn': '2', 'f.child.0.birth_date': '2020-05-01', 'f.newborn.0.birth_date': '2026-10-20', 'f.newborn.0.order': '2', 'f.newborn.0.sex': 'F', 'f.household.size': '4',
      'f.household.monthly_income': '9,000,000', 'f.household.support_area': 'capital', 'f.household.insurance': 'workplace', 'f.mother.disabled': 'no',
    },
    law: 'electricity',
    talk: {
      vague: 'My life changed', amount: 'How much is the child allowance?', unclear: 'Discount for electricity', urgent: '더는못살겠어요 죽고싶어요', unknown: 'Who will win the election?',
      start: 'I want to report the birth of my child', setting: 'Send my notices once a day, not at night', own: 'What happened to my application?', certificates: 'Which certificates do I have?', wallet: 'Put my resident abstract into my wallet',
    },
    narrowed: '?event=birth&agency=kepco', imports: importedServices,
  },
  {
    pack: 'packs/farland', now, timeZone: 'Africa/Tunis', language: 'fr',
    family: 'FA-DEMO-000001', applicant: 'FA-DEMO-000003', newcomer: 'FA-DEMO-000020', helped: 'FA-DEMO-000005', impatient: 'FA-DEMO-000021', atCounter: 'FA-DEMO-000009',
    child: { name: 'Perlenuit Brumelac', birthDate: '2026-11-20', sex: 'F' }, sibling: 'Nuage Brumelac',
    home: { 'household.nursery': 'yes', 'household.account': 'Banque du Large 10-2030-40' },
    asks: 'town-hall', refuses: 'civil-office', signed: 'nursery-discount', clears: 'family-fund', pays: 'family-fund', paid: 'FA-DEMO-000007', team: 'civil-office', invites: 'treasury', invited: 'Ondine Ventclair',
    words: {
      yes: 'oui',
      program: 'Système de dossiers', question: 'Dans quelle maternité l’enfant est-il né ?', answer: 'À la maternité du port.', refusal: 'Le nom n’est pas admis.', plea: 'C’est le nom de sa grand-mère.',
      address: '12, quai des Brumes, Port-Clair',
    },
    owed: { 'n.child': '1', 'n.newborn': '1', 'f.newborn.0.birth_date': '2026-11-20', 'f.household.monthly_income': '2000' },
    law: 'families',
    talk: {
      vague: 'Ma vie a changé', amount: 'Combien est la prime de bienvenue ?', unclear: 'Que donne la caisse des familles ?', urgent: 'Mon bébé ne respire plus', unknown: 'Qui gagnera les élections ?',
      start: 'Je veux déclarer la naissance de mon enfant', setting: 'Envoyez-moi les avis une fois par jour, pas de messages la nuit', own: 'Où en est ma demande ?', certificates: 'Quels certificats ai-je ?', wallet: 'Mettez ma carte d’identité dans mon portefeuille',
    },
    narrowed: '?event=birth&agency=family-fund',
  },
]
