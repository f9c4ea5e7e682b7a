import { defineFaults } from '../../../kernel/faults/faults.ts'

export const presentFaults = defineFaults('credentials', {
  noSuchPresentation: 404,
  presentationElsewhere: 403,
  noSuchTemplate: 404,
  verifierUnknown: 401,
  presentationOver: 410,
  holderUnknown: 403,
  officialUnknown: 403,
})
