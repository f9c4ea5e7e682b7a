import { defineFaults } from '../../kernel/faults/faults.ts'

export const rulesFaults = defineFaults('rules', {
  noSuchEntity: 422,
  noSuchFact: 422,
  wrongValue: 422,
  oneNotSeveral: 422,
  severalNotOne: 422,
  noSuchService: 422,
  noSuchDay: 422,
  /** No household is like this. */
  contradiction: 422,
  twoOfOneRole: 422,
  overflow: 422,
  /** The text of a reform. */
  reformMistaken: 422,
  /** The law contradicts itself, which is nothing that whoever asked can mend. */
  exceptionsMeet: 500,
})
