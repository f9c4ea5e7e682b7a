/** Where the code of a letter is written. */
export const takeUpPath = '/register/letter'
