import { defineFaults } from '../../../../kernel/faults/faults.ts'

export const trustFaults = defineFaults('credentials', {
  noSuchTrustList: 404,
})
