import { boards } from '../portal/wordmark.tsx'

/** The boards of the wordmark on the colour of actions (KRDS primary-60). */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b50d0"/>${
  boards.map((y, at) => `<rect x="${at === 1 ? 9 : 5}" y="${y + 1}" width="18" height="5" rx="1.5" fill="#fff"/>`).join('')}</svg>`
