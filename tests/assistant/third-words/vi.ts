import { dayOf, isLastWeek, isWeekBefore, type ThirdWords, weekdayOf } from './words.ts'

const weekdays = ['thứ hai', 'thứ ba', 'thứ tư', 'thứ năm', 'thứ sáu', 'thứ bảy', 'chủ nhật']
const shortWeekdays = ['thứ 2', 'thứ 3', 'thứ 4', 'thứ 5', 'thứ 6', 'thứ 7', 'chủ nhật']
const weekday = (ago: number) => weekdays[weekdayOf(ago)]!
const numbers = ['', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười']
const inWords = (day: number) => (day <= 10 ? numbers[day]! : day < 20 ? `mười ${day === 15 ? 'lăm' : numbers[day - 10]!}` : `hai mươi${day === 20 ? '' : ` ${day === 21 ? 'mốt' : numbers[day - 20]!}`}`)

export const vietnamese: ThirdWords = {
  bank: 'Maru Bank', names: ['Dal Nhi', 'Dal Nam Anh', 'Dal Vy', 'Dal Minh', 'Dal Kim Chi', 'Dal Long', 'Dal Thy', 'Dal Son'], otherNames: ['Dal Nga', 'Dal Minh Anh', 'Dal Trang', 'Dal Khoa'], comma: ', ', stop: '. ',
  fillers: ['à ', 'chào anh chị, ', 'ờ ', 'dạ '],
  wish: {
    birth: [
      'Chào bạn, mình vừa sinh em bé và muốn đăng ký khai sinh', 'Dạ em muốn làm giấy khai sinh cho con gái ạ', 'con tôi mới sinh, đăng ký khai sinh giúp tôi', 'Tôi có con trai mới sinh, cần khai sinh cho cháu',
      'làm khai sinh cho bé nhà mình', 'Mình muốn khai sinh cho con mình', 'vợ mình đẻ rồi, mình muốn đăng ký khai sinh', 'bé nhà em sinh tuần trước, em muốn đi khai sinh ạ',
      'Anh chị cho em khai sinh cho cháu với ạ', 'xin đăng ký khai sinh cho con thứ ba', 'Cần đăng ký khai sinh cho con mới đẻ', 'tôi mới được làm bố, cho tôi đăng ký khai sinh',
    ],
    moving: ['Tôi mới chuyển nhà, muốn khai báo chuyển đến', 'nhà em vừa dọn sang chỗ mới, em cần báo địa chỉ mới', 'gia đình mình chuyển nhà tuần trước, mình muốn khai báo', 'tôi chuyển đến nhà mới, cho tôi đăng ký', 'Em dọn nhà rồi, muốn đổi địa chỉ', 'mình đổi chỗ ở, cần khai báo chuyển nhà'],
    jobLoss: ['Tôi bị mất việc, muốn xin trợ cấp thất nghiệp', 'em bị công ty cho thôi việc, em muốn nhận trợ cấp thất nghiệp', 'mình thất nghiệp rồi, làm đơn trợ cấp thất nghiệp giúp mình', 'công ty giải thể nên tôi xin trợ cấp thất nghiệp', 'tôi nghỉ việc, cho tôi nộp đơn xin trợ cấp thất nghiệp', 'bị sa thải, cần trợ cấp thất nghiệp'],
    husband: ['chồng tôi vừa qua đời, tôi phải làm gì', 'Chồng em mất rồi ạ', 'chồng mình mất tuần trước, mình cần làm thủ tục', 'tôi mới mất chồng'],
    mother: ['mẹ tôi mất tuần trước, cần làm thủ tục gì', 'Mẹ em vừa qua đời ạ', 'mẹ mình mất rồi, giúp mình làm thủ tục', 'tôi vừa chôn cất mẹ'],
  },
  agree: ['Đúng rồi', 'vâng đúng hết', 'dạ đúng ạ', 'Vâng, tất cả đều đúng', 'đúng', 'thông tin đúng rồi ạ', 'chính xác rồi', 'ok đúng rồi'],
  days: [
    (ago) => `ngày ${dayOf(ago)} tháng 11`, (ago) => `ngày ${dayOf(ago)} tháng này`,
    (ago) => `ngày ${inWords(dayOf(ago))} tháng mười một`, (ago) => `${dayOf(ago) <= 10 ? 'mùng' : 'hôm'} ${inWords(dayOf(ago))} tháng 11`,
    (ago) => (isLastWeek(ago) ? `${weekday(ago)} tuần trước` : undefined), (ago) => (isLastWeek(ago) ? `${shortWeekdays[weekdayOf(ago)]!} tuần trước` : undefined),
    (ago) => `${ago} ngày trước`, (ago) => `cách đây ${ago} ngày`,
    (ago) => (ago <= 10 ? `${numbers[ago]!} ngày trước` : undefined), (ago) => (ago <= 10 ? `cách đây ${numbers[ago]!} ngày` : undefined),
    (ago) => (ago === 1 ? 'hôm qua' : ago === 2 ? 'hôm kia' : undefined), (ago) => (ago === 1 ? 'thứ hai tuần này' : ago === 7 ? 'tuần trước đúng thứ ba' : undefined),
    (ago) => (isLastWeek(ago) ? `${weekday(ago)} tuần vừa rồi` : undefined), (ago) => (isWeekBefore(ago) ? `${weekday(ago)} hai tuần trước` : undefined),
  ],
  ahead: ['thứ sáu tuần sau', 'ngày mai', 'ngày kia', 'thứ bảy tuần này'],
  sex: { F: ['bé gái', 'con gái', 'cháu gái', 'nữ', 'gái', 'là bé gái'], M: ['bé trai', 'con trai', 'cháu trai', 'nam', 'trai', 'là bé trai'] },
  name: [(name) => `Tên bé là ${name}`, (name) => `em đặt tên cháu là ${name}`, (name) => `tên con tôi là ${name}`, (name) => `cháu tên ${name} ạ`],
  child: [
    ({ name, day, sex }) => `${name}, ${day}, ${sex}`, ({ name, day, sex }) => `bé tên ${name}, sinh ${day}, ${sex}`,
    ({ name, day, sex }) => `${sex}, sinh ${day}, tên là ${name}`, ({ name, day, sex }) => `Tên: ${name}, ngày sinh: ${day}, giới tính: ${sex}`,
    ({ name, day, sex }) => `tên bé: ${name}, ${sex}, sinh ${day}`, ({ name, day, sex }) => `${name}, ${sex}, sinh ${day} ạ`,
  ],
  bornAnd: [(day, sex) => `${day}, ${sex}`, (day, sex) => `${sex}, sinh ${day}`, (day, sex) => `sinh ${day}, ${sex}`, (day, sex) => `bé sinh ${day}, ${sex} ạ`],
  only: ['chỉ một bé', 'không, chỉ có một cháu', 'một bé thôi ạ', 'không có sinh đôi', 'chỉ có một bé thôi', 'có mỗi một cháu'],
  gas: { yes: ['nhà có dùng khí đốt', 'có dùng gas thành phố', 'dùng khí đốt thành phố', 'nhà em dùng gas ạ'], no: ['không dùng khí đốt', 'nhà không dùng gas', 'nhà dùng bếp từ, không có gas', 'không có gas ạ'] },
  heating: { yes: ['có dùng sưởi khu vực', 'nhà có sưởi khu vực', 'sưởi khu vực có', 'dùng hệ thống sưởi khu vực ạ'], no: ['không có sưởi khu vực', 'không dùng sưởi khu vực', 'nhà không có sưởi khu vực ạ', 'sưởi khu vực thì không có'] },
  housing: { yes: ['có nhận trợ cấp nhà ở', 'đang nhận trợ cấp nhà ở', 'nhà em nhận trợ cấp nhà ở', 'trợ cấp nhà ở thì có nhận'], no: ['không nhận trợ cấp nhà ở', 'chưa nhận trợ cấp nhà ở', 'không có trợ cấp nhà ở ạ', 'trợ cấp nhà ở thì chưa'] },
  hindered: { yes: ['tôi không cho bú được vì đang uống thuốc', 'em bị bệnh nên không cho bú được', 'không thể cho con bú', 'mẹ yếu nên không cho bú được ạ'], no: ['cho bú bình thường', 'vẫn cho con bú bình thường', 'cho bú được', 'bé bú mẹ bình thường ạ'] },
  lease: { yes: ['nhà thuê', 'tôi thuê nhà', 'nhà đi thuê', 'em ở thuê ạ'], no: ['nhà của mình', 'nhà tôi mua', 'nhà riêng', 'mua rồi chứ không thuê'] },
  school: { yes: ['có con chuyển trường', 'có một cháu chuyển trường tiểu học', 'con em phải chuyển trường', 'cháu nhà tôi chuyển trường ạ'], no: ['không có con chuyển trường', 'không có cháu nào chuyển trường', 'không chuyển trường', 'chưa có con đi học nên không chuyển trường'] },
  address: [(text) => `địa chỉ mới là ${text}`, (text) => `em chuyển đến ${text}`, (text) => text, (text) => `địa chỉ: ${text}`],
  moved: [(day) => `chuyển ${day}`, (day) => `ngày chuyển là ${day}`, (day) => `dọn đến ${day}`, (day) => day],
  account: [(text) => `tài khoản: ${text}`, (text) => `cho vào tài khoản ${text} ạ`, (text) => `chuyển giúp em vào ${text}`, (text) => `${text} là tài khoản của tôi`],
  aside: {
    birth: ['trợ cấp cha mẹ bao nhiêu tiền?', 'trợ cấp trẻ em đến mấy tuổi?', 'phiếu gặp gỡ lần đầu được bao nhiêu?', 'khai sinh mất bao nhiêu ngày?'],
    moving: ['khai báo chuyển đến hạn là khi nào?', 'khai báo chuyển đến có mất phí không?', 'khai báo chuyển đến mất bao lâu?', 'ai được khai báo chuyển đến?'],
    jobLoss: ['trợ cấp thất nghiệp được bao nhiêu?', 'ai được nhận trợ cấp thất nghiệp?', 'trợ cấp thất nghiệp mất bao lâu?', 'cơ quan nào lo trợ cấp thất nghiệp?'],
    bereavement: ['dịch vụ thừa kế có mất phí không?', 'hạn khai tử là khi nào?', 'tra cứu thừa kế mất bao lâu?', 'ai được tra cứu tài sản thừa kế?'],
  },
  wrongName: [(name) => `nhầm, tên bé là ${name}`, (name) => `xin lỗi tên là ${name} ạ`, (name) => `à không, tên bé là ${name}`, (name) => `cho em sửa tên thành ${name}`],
  wrongDay: [(day) => `không, bé sinh ${day}`, (day) => `xin lỗi, sinh ${day} ạ`, (day) => `nhầm ngày rồi, sinh ${day}`, (day) => `cho em sửa ngày sinh thành ${day}`],
  wrongAccount: [(text) => `không, tài khoản là ${text}`, (text) => `nhầm tài khoản, phải là ${text}`, (text) => `sửa tài khoản thành ${text}`, (text) => `xin lỗi, chuyển vào ${text} ạ`],
  rather: { husband: ['không, của chồng tôi', 'à không, chồng em ạ', 'nhầm, của chồng mình', 'không phải, là chồng tôi'], mother: ['không, của mẹ tôi', 'à không, mẹ em ạ', 'nhầm, của mẹ mình', 'không phải, là mẹ tôi'] },
}
