/** Where presentations live. */
export const presentPath = '/present'

export const requestAddress = (origin: string, id: string, secret: string) => `${origin}${presentPath}/${id}/request/${secret}`
export const answerAddress = (origin: string, id: string) => `${origin}${presentPath}/${id}/answer`
export const pageAddress = (origin: string, id: string) => `${origin}${presentPath}/${id}`

/** Where anyone has it shown to them that somebody acts for another. */
export const mandatePath = '/verify/mandate'
