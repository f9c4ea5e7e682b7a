/** What is stored is not what was signed or witnessed. Nothing may be signed on top of it; a person has to look. */
export class Contradiction extends Error {}
