/** How long a question may take, in milliseconds. */
export const patience = {
  /** A register's answer. */
  register: 3_000,
  /** From the check of consent to the answer's leaving; beyond it nothing is released. */
  release: 5_000,
  /** A flight counts longer than any answer can leave, by the database's own clock. */
  flight: 8_000,
}
