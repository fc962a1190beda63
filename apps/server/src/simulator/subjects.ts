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
  'Chuẩn bị Ngày hội Đại đoàn kết toàn dân tộc',
] as const;

/** A matter of how the meeting is run, which goes before the queue. */
export const POINTS_OF_ORDER = ['Đề nghị điều chỉnh thời gian thảo luận', 'Âm thanh từ hội trường chưa rõ, đề nghị kiểm tra'] as const;
