/** What rooms of a briefing ask to speak about: a place's business, nobody's person and nobody's opinion. */
export const SUBJECTS = [
  'Kết quả thông tin, tuyên truyền bầu cử tại thôn, tổ dân phố',
  'Tình hình phòng, chống dịch sốt xuất huyết và đề nghị bổ sung hóa chất',
  'Tiếng ồn ka-ra-ô-kê trong khu dân cư: thẩm quyền xử phạt',
  'Bộ tiêu chí trường học thông minh và kinh phí thực hiện',
  'Kế hoạch đào tạo, bồi dưỡng theo từng ngành trong quý IV',
  'Hỗ trợ cán bộ không chuyên trách đi học nâng cao trình độ',
  'Đường liên thôn xuống cấp sau mưa lũ',
  'Tiến độ xóa nhà tạm, nhà dột nát',
  'Nước sạch cho các bản vùng cao',
  'Thu gom rác thải ở bãi sông',
  'Tập huấn dịch vụ công trực tuyến cho người cao tuổi',
  'Kết quả hòa giải ở cơ sở sáu tháng đầu năm',
  'Mô hình "Dân vận khéo" ở cổng trường học',
  'Giờ họp thôn để công nhân khu công nghiệp dự được',
  'Chế độ của cộng tác viên dân số sau sắp xếp đơn vị hành chính',
  'Kinh phí tuyên truyền bầu cử cho các thôn ở xa trung tâm xã',
  'Danh sách cử tri sau sắp xếp đơn vị hành chính: vướng mắc và đề nghị',
  'Loa kéo tại quán ăn sau 22 giờ: ai lập biên bản, ai xử phạt',
  'Thiếu máy phun hóa chất khi dịch lan sang ba thôn giáp ranh',
  'Trường ở vùng khó khăn đạt được tiêu chí nào trong bộ tiêu chí trường học thông minh',
  'Đề nghị mở lớp bồi dưỡng nghiệp vụ tại khu vực để cán bộ xã không phải đi xa',
  'Cán bộ không chuyên trách đang học đại học: hỗ trợ học phí và bố trí công việc',
  'Dư luận về giá nước sạch và tiến độ cấp nước',
  'Chuẩn bị Ngày hội Đại đoàn kết toàn dân tộc',
] as const;

/** A matter of how the meeting is run, which goes before the queue. */
export const POINTS_OF_ORDER = ['Đề nghị điều chỉnh thời gian thảo luận', 'Âm thanh từ hội trường chưa rõ, đề nghị kiểm tra'] as const;
