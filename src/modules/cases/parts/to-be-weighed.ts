/** Happenings after which nothing of an application is approved in a row with others: whoever decides reads why, and looks. */
export const applicantDied = 'applicant-died'
export const sameBirth = 'same-birth'
export const toBeWeighed = [applicantDied, sameBirth] as const
