/** In how many ways people say what a birth report asks, by language. Written without looking at what the reading was made with. */
type YesNo = Record<'yes' | 'no', readonly string[]>
type About = (value: string) => string

export interface DrawnWords {
  bank: string
  names: readonly string[]
  otherNames: readonly string[]
  comma: string
  stop: string
  wish: readonly string[]
  agree: readonly string[]
  name: readonly About[]
  /** A day of November 2026, in several forms. */
  day(day: number): readonly string[]
  sex: Record<'F' | 'M', readonly string[]>
  child: readonly ((child: { name: string; day: string; sex: string }) => string)[]
  bornAnd: readonly ((day: string, sex: string) => string)[]
  only: readonly string[]
  gas: YesNo
  heating: YesNo
  housing: YesNo
  hindered: YesNo
  account: readonly About[]
  aside: readonly string[]
  wrongName: readonly About[]
  wrongDay: readonly About[]
  wrongAccount: readonly About[]
}

/** Behind a Korean name: 이 where it ends in a consonant. */
export const ends = (name: string) => ((name.codePointAt(name.length - 1)! - 0xac00) % 28 === 0 ? '' : '이')
export const ordinal = (day: number) => `${day}${day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th'}`

export const words: Record<'ko' | 'en' | 'vi', DrawnWords> = {
  ko: {
    bank: '마루은행', names: ['달서윤', '달하람', '달이준', '달채아', '달도현', '달유나', '달시온', '달라온'], otherNames: ['달서연', '달하랑', '달지호'], comma: ', ', stop: '. ',
    wish: ['아기가 태어났어요. 출생신고하고 싶습니다', '출생 신고 진행해 주세요', '갓난아기 출생신고 좀 도와주세요', '지난주에 출산해서 아기 출생신고를 하려고 해요', '우리 아기 이제 막 태어났는데 신고할래요', '와이프가 애를 낳아서 출생신고 해야 합니다'],
    agree: ['네, 정보가 다 맞네요', '틀린 거 없어요', '확인했고 맞습니다', '응 맞아', '다 정확합니다', '예 그대로예요'],
    name: [(name) => `아기 이름은 ${name}${ends(name)}에요`, (name) => `이름을 ${name}${ends(name) && '으'}로 지었어요`, (name) => `${name}${ends(name)}라고 합니다`, (name) => name],
    day: (day) => [`11월 ${day}일`, `2026년 11월 ${day}일`, `2026-11-${day}`, `11/${day}`],
    sex: { F: ['여자아이', '딸', '여아', '공주님'], M: ['남자아이', '아들', '남아', '왕자님'] },
    child: [
      ({ name, day, sex }) => `이름은 ${name}이고 ${day}에 태어난 ${sex}예요`, ({ name, day, sex }) => `${day} 출생, ${sex}, 이름 ${name}`,
      ({ name, day, sex }) => `${sex}이고요 ${day}에 낳았어요. 이름은 ${name}입니다`, ({ name, day, sex }) => `1. ${name} 2. ${day} 3. ${sex}`,
    ],
    bornAnd: [(day, sex) => `${day}에 태어났고 ${sex}입니다`, (day, sex) => `${sex}, ${day}생이에요`, (day, sex) => `생일은 ${day}, ${sex}`],
    only: ['쌍둥이 아니고 한 명이에요', '더 없습니다', '아기는 하나예요', '이 아이뿐입니다'],
    gas: { yes: ['도시가스 사용 중이에요', '도시가스 씁니다', '가스는 도시가스예요'], no: ['도시가스는 안 써요', '도시가스 아니에요', '도시가스는 안 들어와요'] },
    heating: { yes: ['지역난방이에요', '난방은 지역난방 씁니다', '지역난방 사용합니다'], no: ['지역난방 아닙니다', '지역난방은 안 써요', '지역난방은 아니고요'] },
    housing: { yes: ['주거급여 받고 있어요', '주거급여를 받습니다'], no: ['주거급여는 안 받아요', '주거급여 받는 거 없어요', '주거급여 대상이 아니에요'] },
    hindered: { yes: ['약 때문에 모유를 못 먹여요', '모유수유가 어려운 상황이에요', '병이 있어서 모유 수유를 못 합니다'], no: ['모유수유에 문제 없습니다', '모유 잘 먹이고 있어요', '모유수유 못 할 이유는 없어요'] },
    account: [(text) => `계좌는 ${text}입니다`, (text) => `${text}로 넣어 주세요`, (text) => text, (text) => `입금은 ${text}로 해주시면 돼요`],
    aside: ['첫만남이용권은 언제 나와요?', '아동수당은 얼마인가요?', '출생신고 수수료가 있나요?'],
    wrongName: [(name) => `아 이름 잘못 썼어요, ${name}입니다`, (name) => `이름을 ${name}${ends(name) && '으'}로 고칠게요`, (name) => `아니 이름은 ${name}${ends(name)}에요`],
    wrongDay: [(day) => `날짜 틀렸네요 ${day}이에요`, (day) => `아 생일을 ${day}로 바꿔 주세요`, (day) => `아니다 ${day}에 태어났어요`],
    wrongAccount: [(text) => `계좌 바꿀게요 ${text}`, (text) => `아 계좌번호 잘못 적었네요. ${text}입니다`],
  },
  en: {
    bank: 'Maru Bank', names: ['Dal Rosa', 'Dal Henry', 'Dal Mina', 'Dal Oliver', 'Dal Grace', 'Dal Theo', 'Dal Suji', 'Dal Evan'], otherNames: ['Dal Rosie', 'Dal Harry', 'Dal Nora'], comma: ', ', stop: '. ',
    wish: ['Our baby arrived last week and I need to register the birth', 'please help me report a birth', 'my wife just gave birth, how do we register the baby? I want to do it now', 'I want to register my newborn', 'we had a baby, I would like to file the birth report', 'Register birth of my child'],
    agree: ['Yes, everything there is right', 'Looks correct to me', 'that is all fine', 'Nothing wrong there', 'Yep, correct', 'Confirmed'],
    name: [(name) => `The baby is called ${name}`, (name) => `We chose the name ${name}`, (name) => `${name} is the name`, (name) => name],
    day: (day) => [`${day} November`, `November ${ordinal(day)}`, `2026-11-${day}`, `the ${ordinal(day)} of November 2026`],
    sex: { F: ['a girl', 'female', 'our daughter'], M: ['a boy', 'male', 'our son'] },
    child: [
      ({ name, day, sex }) => `${name}, ${day}, ${sex}`, ({ name, day, sex }) => `It's ${sex}, born on ${day}, and the name is ${name}`,
      ({ name, day, sex }) => `Name: ${name}. Date of birth: ${day}. Sex: ${sex}`, ({ name, day, sex }) => `1. ${name} 2. ${day} 3. ${sex}`,
    ],
    bornAnd: [(day, sex) => `Born ${day}, ${sex}`, (day, sex) => `${sex}, ${day}`, (day, sex) => `The date of birth is ${day} and it's ${sex}`],
    only: ['Just the one baby', 'no twins', 'There is no other child', 'only this one'],
    gas: { yes: ['we have city gas', 'yes to city gas', 'city gas is connected'], no: ['we have no city gas', 'city gas no', "we don't use city gas"] },
    heating: { yes: ['we are on district heating', 'district heating yes', 'the heating is district heating'], no: ['no district heating', "we don't have district heating", 'not on district heating'] },
    housing: { yes: ['we get housing benefit', 'yes we receive housing benefit'], no: ['no housing benefit', "we aren't getting housing benefit", 'housing benefit: no'] },
    hindered: { yes: ["I can't breastfeed because of medication", 'breastfeeding is not possible for health reasons', 'an illness keeps me from breastfeeding'], no: ['breastfeeding is going well', 'nothing prevents breastfeeding', 'no problem breastfeeding'] },
    account: [(text) => `the account is ${text}`, (text) => `please pay into ${text}`, (text) => text, (text) => `you can send it to ${text}`],
    aside: ['When is the first meeting voucher paid?', 'How much is the child allowance?', 'Does registering a birth cost anything?'],
    wrongName: [(name) => `Sorry, I misspelt the name, it's ${name}`, (name) => `Please change the name to ${name}`, (name) => `No wait, the name is ${name}`],
    wrongDay: [(day) => `Oops, wrong date, it was ${day}`, (day) => `Correction: born on ${day}`, (day) => `Actually the birthday is ${day}`],
    wrongAccount: [(text) => `Actually use this account: ${text}`, (text) => `Sorry, the account should be ${text}`],
  },
  vi: {
    bank: 'Maru Bank', names: ['Dal Lan', 'Dal Minh Khôi', 'Dal Thu', 'Dal Gia Bảo', 'Dal Ngọc', 'Dal Hải', 'Dal An Nhiên', 'Dal Phúc'], otherNames: ['Dal Linh', 'Dal Khang', 'Dal Thảo'], comma: ', ', stop: '. ',
    wish: ['Vợ tôi vừa sinh em bé, tôi muốn làm khai sinh', 'cho tôi đăng ký khai sinh cho con', 'Nhà tôi mới có em bé, muốn khai sinh', 'toi muon lam giay khai sinh cho be', 'Tôi sinh con tuần trước và cần đăng ký khai sinh', 'giúp tôi khai sinh cho cháu bé'],
    agree: ['Vâng, thông tin đúng hết', 'Đúng cả rồi', 'không có gì sai', 'dạ chính xác', 'Vâng đúng', 'dung het roi'],
    name: [(name) => `Bé tên là ${name}`, (name) => `Chúng tôi đặt tên là ${name}`, (name) => `tên: ${name}`, (name) => name],
    day: (day) => [`ngày ${day} tháng 11`, `${day}/11/2026`, `ngày ${day}/11`, `2026-11-${day}`],
    sex: { F: ['con gái', 'bé gái', 'nữ'], M: ['con trai', 'bé trai', 'nam'] },
    child: [
      ({ name, day, sex }) => `${name}, ${day}, ${sex}`, ({ name, day, sex }) => `Cháu là ${sex}, sinh ${day}, tên ${name}`,
      ({ name, day, sex }) => `Tên: ${name}. Ngày sinh: ${day}. Giới tính: ${sex}`, ({ name, day, sex }) => `1. ${name} 2. ${day} 3. ${sex}`,
    ],
    bornAnd: [(day, sex) => `Sinh ${day}, ${sex}`, (day, sex) => `${sex}, ${day}`, (day, sex) => `Bé sinh ${day} và là ${sex}`],
    only: ['Chỉ có một bé', 'không phải sinh đôi', 'một cháu thôi', 'không còn bé nào nữa'],
    gas: { yes: ['có dùng khí đốt thành phố', 'nhà dùng khí đốt', 'khí đốt thành phố thì có'], no: ['không dùng khí đốt thành phố', 'khí đốt không có', 'nhà không có khí đốt'] },
    heating: { yes: ['có sưởi khu vực', 'nhà dùng sưởi khu vực', 'sưởi khu vực thì có'], no: ['không có sưởi khu vực', 'sưởi khu vực không dùng', 'không dùng sưởi khu vực'] },
    housing: { yes: ['có nhận trợ cấp nhà ở', 'chúng tôi đang nhận trợ cấp nhà ở'], no: ['không nhận trợ cấp nhà ở', 'trợ cấp nhà ở thì không'] },
    hindered: { yes: ['không cho bú được vì uống thuốc', 'bị bệnh nên không cho con bú được', 'không thể cho bú vì lý do sức khỏe'], no: ['cho bú bình thường', 'không có gì cản trở việc cho bú', 'vẫn cho bú mẹ'] },
    account: [(text) => `tài khoản ${text}`, (text) => `chuyển vào ${text}`, (text) => text, (text) => `số tài khoản là ${text}`],
    aside: ['Phiếu gặp gỡ lần đầu khi nào có?', 'Trợ cấp trẻ em bao nhiêu?', 'Khai sinh có mất phí không?'],
    wrongName: [(name) => `Xin lỗi, tên bé là ${name}`, (name) => `sửa tên thành ${name}`, (name) => `À nhầm, tên là ${name}`],
    wrongDay: [(day) => `Nhầm rồi, sinh ${day}`, (day) => `sửa ngày sinh thành ${day}`, (day) => `Xin lỗi, ngày sinh là ${day}`],
    wrongAccount: [(text) => `đổi tài khoản thành ${text}`, (text) => `nhầm, tài khoản là ${text}`],
  },
}
