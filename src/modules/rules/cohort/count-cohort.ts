/** A cohort of the people in a folder of column files or Parquet files. */
import { openPeople } from '../population/open-people.ts'
import { askCohort, writeCohort, type CohortAnswer, type CohortQuestion } from './ask-cohort.ts'

/** @throws CohortFault, SqlFault, ColumnFault */
export async function countCohort(question: CohortQuestion, folder: string): Promise<CohortAnswer> {
  await using people = await openPeople(folder)
  return await askCohort(question, people)
}

/** The question in DuckDB's SQL; nobody is asked. */
export async function cohortInSql(question: CohortQuestion, folder: string): Promise<string> {
  await using people = await openPeople(folder)
  return writeCohort(question, people).sql ?? ''
}
