import type { Conversation } from './hold-conversations.ts'

/** Which life event somebody means, by what they want to have sent in the end. */
export const eventOf = ({ answers, children }: Pick<Conversation, 'answers' | 'children'>): string =>
  (children.length > 0 ? 'birth' : 'move.date' in answers ? 'moving' : 'household.account' in answers ? 'job-loss' : 'bereavement')
