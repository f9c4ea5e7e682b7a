/**
 * How one asks, against what one asks about: such words stand in every question and tell no two documents apart.
 * Of the language, not of a collection; Korean as morphemes, the others as words.
 */
const words: Record<string, string> = {
  ko: `궁금 궁금하 알 알리 알아보 어떻 어떠하 어떤 무엇 무슨 뭐 얼마 어디 언제 누구 누가 왜 몇 어느 경우 방법 방식 절차 과정 있 없 하 되 받 주 보 오 가 나오 싶 가능 가능하
    필요 필요하 관련 관하 대하 위하 따르 통하 나 저 제 내 우리 저희 때 것 수 점 등 데 중 말 말하 사람 분 많 좋 같 그렇 이렇 그것 이것 그 이 모두 각각 다르 해당 혹시 구체 자세 자세하 자세히
    설명 설명하 문의 문의하 질문 답변 내용 정보 안내 안내하 확인 확인하 이용 이용하 찾 물어보 묻 이유 종류 특징 기준 조건`,
  en: `a an the i me my we our you your he she it its they their this that these those is are was were be been am do does did have has had can could may might will would shall should must
    what which who whom whose when where why how much many long if or and not no of in on at to for from by with about into as than then there here any some all
    get getting got give need want know tell find ask asking apply please help possible available information explain question way`,
  vi: `toi minh em anh chi ban la gi nao ai dau khi sao the nhu bao nhieu lau co khong duoc can phai muon biet hoi cho va cua voi ve o trong thi ma neu nhung cac mot nay do
    lam xin hay giup thong tin cach dieu kien toi còn`,
  fr: 'je tu il elle nous vous ils on mon ma mes votre vos un une le la les de du des et ou a au aux en dans pour par sur avec sans est sont ce cette ces qui que quoi quel quelle comment combien quand pourquoi puis peut dois doit faire avoir savoir',
  ar: 'ما ماذا من متي اين كيف كم هل لماذا اي انا نحن هو هي في علي الي عن مع هذا هذه ذلك التي الذي ان لا لم هناك يمكن اريد',
}

const sets = new Map(Object.entries(words).map(([language, list]) => [language, list.split(/\s+/)]))

/** @returns as they were written above; the caller analyses them as it does its texts */
export const questionWords = (language: string): readonly string[] => sets.get(language) ?? []
