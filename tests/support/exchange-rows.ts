/** What a register of residents holds on somebody; a list stands as JSON in one column. How many live there is what is answered of it. */
export const personOf = (number: number) => `KR-BENCH-${String(number).padStart(7, '0')}`

export function rowOf(number: number) {
  const person = personOf(number)
  return {
    person, name: `Kim ${number}`, address: `Sejong-ro ${number}, Jongno-gu, Seoul`,
    members: JSON.stringify([
      { personId: person, name: `Kim ${number}`, sex: 'F', birthDate: '1990-02-03', relation: 'self' }, { personId: `${person}-2`, name: `Lee ${number}`, sex: 'M', birthDate: '1988-07-21', relation: 'spouse' },
    ]),
    householdSize: '2',
  }
}
