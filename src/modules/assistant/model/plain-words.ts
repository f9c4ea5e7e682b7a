/** Words that hold a sentence together and state nothing: a model may use them wherever it likes. Every other word of it stands in what the house says from the same place. */

import { foldText } from '../../search/index.ts'

/** Korean as morphemes: particles and endings are none of the analyser's terms. */
const lists: Record<string, string> = {
  ko: '하 되 있 받 보 주 알 위하 대하 따르 통하 관하 드리 이것 그것 여기 거기 것 수 때 경우 등 및 또는 그리고 다음 아래 내용 안내 신청 기준 정보 확인 서비스 원 이 그 저 더 또 바로 먼저 함께 직접 모두 우리 당신 분 점 쪽 말씀 답 질문 도움 필요 가능 알리 살펴보 원하 궁금하 나오 들 적 적히 쓰이 나 내',
  en: 'a an the this that these those it its is are was be been being am you your yours we our us they their them he she his her i my me of for to from in on at by with as and or so then there here can would do does did have has had get gets getting receive what which who how when where if also about service apply application information please amount',
  fr: 'le la les un une des du de d l au aux ce cet cette ces c qu que qui quoi est sont etre vous votre vos nous notre il elle ils elles on se s y en a pour par sur dans avec et ou ou donc si comme plus aussi peut peuvent pouvez faire fait avoir avez recevoir recevez service demande demander information montant',
  vi: 'la cua cho va hoac thi ma nay do kia cac nhung mot ban chung toi ho no o tai tu den trong tren duoi voi ve theo duoc co the se da dang hay xin vui long khi neu nhu cung dich vu thong tin nhan so lam don nop de can gi nao bao nhieu',
  ar: 'هذا هذه ذلك تلك هو هي هم ان انت نحن في من الي علي عن مع او و ثم قد كان يكون ما ماذا كيف متي اين خدمه طلب معلومات يمكن يمكنك التي الذي لك لكم',
}

/** What turns a sentence into its opposite, or leaves somebody out. */
const turning: Record<string, RegExp> = {
  ko: /않|없|못하|못 |안 (?=[가-힣])|아니|말아|마세요|마십시오|제외|거부|금지|무료|면제|(?<=[가-힣])만(?=[ ,.]|$)/gu,
  en: /\b(?:not|no|never|none|neither|nor|cannot|without|except|unless|only|free|exempt|refused?|forbidden|n['’]t)\b|n['’]t\b/giu,
  fr: /\b(?:ne|n['’]|pas|jamais|aucune?|sans|sauf|seulement|gratuite?|exempt\w*|refus\w*)(?!\p{L})/giu,
  vi: /(?:^|[^\p{L}])(?:không|chưa|chẳng|đừng|trừ|chỉ|miễn|cấm|từ chối|khong|chua|dung)(?!\p{L})/giu,
  ar: /(?:^|[^\p{L}])(?:لا|لم|لن|ليس|ليست|غير|بدون|إلا|فقط|مجان\p{L}*|ممنوع)(?!\p{L})/gu,
}

export interface PlainWords {
  words: ReadonlySet<string>
  /** Those with which a text denies, excepts or gives away. */
  turning(text: string): string[]
}

const base = (language: string) => language.split('-')[0]!

/** @returns undefined for a language in which no model's words can be checked */
export function plainWords(language: string): PlainWords | undefined {
  const [words, pattern] = [lists[base(language)], turning[base(language)]]
  return words === undefined || pattern === undefined ? undefined : { words: new Set(words.split(' ')), turning: (text) => (text.match(pattern) ?? []).map((word) => foldText(word).trim()) }
}
