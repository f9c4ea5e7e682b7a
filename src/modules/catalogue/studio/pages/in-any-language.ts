/** What an official makes is not yet written in every language: then it is shown in one that it is written in. */
import type { Text } from '../../../../kernel/schema/schema.ts'
import type { Wording } from '../../../../web/wordings.ts'

export const inAnyLanguage = ({ text }: Pick<Wording, 'text'>, words: Text): string => text(words) || (Object.values(words).find((one) => one !== '') ?? '')
