import { defineFaults } from '../../../../kernel/faults/faults.ts'

export const trustFaults = defineFaults('credentials', {
  noSuchTrustList: 404,
  noSuchTrustChange: 404,
  /** Somebody was faster, or it was taken back. */
  trustChangeSettled: 409,
  trustNeedsAnother: 403,
})
