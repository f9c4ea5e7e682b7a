/** A file of the national catalogue: one service with everything, one with nothing but its name. */
const detail = {
  서비스ID: 'B55121000003', 서비스명: '도시가스요금 경감', 서비스목적요약: '도시가스요금을 줄여 드립니다', 지원대상: '○ 다자녀가구\r\n\r\n○ 장애인', 선정기준: '주민등록 기준', 지원내용: '○ 매월 18,000원',
  신청방법: '방문신청', 신청기한: '2026.12.31까지', 상세조회URL: 'https://www.gov.kr/portal/service/serviceInfo/B55121000003', 소관기관코드: '55121000', 소관기관명: '한국가스공사',
  전화문의: '한국가스공사/1588-0000', 수정일시: '20260301000000', 온라인신청사이트URL: 'https://www.gov.kr/apply',
}
const bare = { ...detail, 서비스ID: 'D00000000001', 서비스명: '청년 월세', 서비스목적요약: '', 지원대상: '', 선정기준: '', 지원내용: '', 신청방법: '', 신청기한: '', 상세조회URL: '', 전화문의: '', 온라인신청사이트URL: '' }
const conditions = [{ 서비스ID: 'D00000000001', JA0110: 19, JA0111: 34, JA0412: 'Y' }, { 서비스ID: 'B55121000003', JA0302: 'Y', JA0102: 'Y' }]

export const importedServices = JSON.stringify({
  serviceDetail: { page: 1, perPage: 10, data: [detail, bare] }, supportConditions: { page: 1, perPage: 10, data: conditions },
})
