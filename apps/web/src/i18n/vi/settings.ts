/** What each setting of the server is for, and what holds where nothing is given. Keys: the names of the settings. */
export const settings = {
  PORT: { meaning: 'Cổng TCP mà các tiến trình web nhận kết nối.', otherwise: '8080' },
  DIEMCAU_HOST: {
    meaning:
      'Địa chỉ mà các tiến trình web nhận kết nối. Muốn máy khác truy cập thì phải có TLS, vì trình duyệt chỉ mở camera trên kết nối an toàn.',
    otherwise: '127.0.0.1 (chỉ máy này)',
  },
  DIEMCAU_DATA_DIR: {
    meaning: 'Thư mục chứa cơ sở dữ liệu, tệp và trạng thái chạy của một hệ thống.',
    otherwise: 'thư mục riêng của người chạy chương trình',
  },
  DATABASE_URL: { meaning: 'PostgreSQL 18 bên ngoài, thay cho cơ sở dữ liệu đi kèm.', otherwise: 'dùng cơ sở dữ liệu đi kèm' },
  DIEMCAU_SECRET: {
    meaning: 'Khoá ký cookie và mã truy cập. Các máy dùng chung cơ sở dữ liệu phải có cùng khoá.',
    otherwise: 'tự tạo trong thư mục dữ liệu',
  },
  DIEMCAU_PUBLIC_URL: {
    meaning: 'Địa chỉ mà trình duyệt dùng để tới máy chủ này, in trên các đường dẫn.',
    otherwise: 'localhost với cổng ở trên',
  },
  DIEMCAU_TRUST_PROXY: { meaning: 'Máy chủ trung gian nào được tin khi báo địa chỉ của người dùng.', otherwise: 'không tin máy nào' },
  DIEMCAU_TLS_CERT_FILE: { meaning: 'Tệp chứng thư; có tệp này thì máy chủ tự dùng HTTPS.', otherwise: 'không có' },
  DIEMCAU_TLS_KEY_FILE: { meaning: 'Tệp khoá riêng của chứng thư.', otherwise: 'không có' },
  DIEMCAU_OIDC_ISSUER: { meaning: 'Hệ thống đăng nhập chung của tổ chức (OpenID Connect).', otherwise: 'không dùng' },
  DIEMCAU_OIDC_CLIENT_ID: { meaning: 'Tên mà hệ thống đăng nhập chung biết máy chủ này.', otherwise: 'không có' },
  DIEMCAU_OIDC_CLIENT_SECRET: { meaning: 'Khoá mà máy chủ này trình với hệ thống đăng nhập chung.', otherwise: 'không có' },
  DIEMCAU_OIDC_NAME: { meaning: 'Chữ trên nút đăng nhập bằng hệ thống chung.', otherwise: 'OpenID Connect' },
  DIEMCAU_SECOND_FACTOR_ROLES: {
    meaning: 'Các vai trò bắt buộc bật xác thực hai bước trước khi làm việc khác.',
    otherwise: 'mỗi người tự chọn',
  },
  DIEMCAU_SMTP_URL: { meaning: 'Máy chủ gửi thư, kèm tên và mật khẩu.', otherwise: 'không gửi thư, in phiếu' },
  DIEMCAU_SMTP_FROM: { meaning: 'Địa chỉ đứng tên gửi thư.', otherwise: 'không có' },
  DIEMCAU_BACKUP_DIR: {
    meaning: 'Thư mục ghi bản sao lưu hằng ngày, nên ở ổ đĩa khác. Bản sao lưu chứa dữ liệu cá nhân và khoá của hệ thống.',
    otherwise: 'không tự sao lưu',
  },
  DIEMCAU_BACKUP_TIME: { meaning: 'Giờ bắt đầu kiểm tra nhật ký và sao lưu trong ngày, theo múi giờ của tổ chức.', otherwise: '02:30' },
  DIEMCAU_BACKUP_KEEP: { meaning: 'Số bản sao lưu được giữ lại; bản cũ hơn bị xoá sau khi có bản mới đã kiểm tra.', otherwise: '14 bản' },
  DIEMCAU_QUALITY_KEEP_DAYS: {
    meaning: 'Số ngày giữ số liệu đường truyền của từng phòng, từng phút; báo cáo của mỗi hội nghị vẫn được giữ.',
    otherwise: '120 ngày',
  },
  DIEMCAU_DELEGATE_NAMES_KEEP_DAYS: {
    meaning:
      'Số ngày giữ họ tên, chức vụ, đơn vị của đại biểu sau khi hội nghị bế mạc. Hết hạn, hệ thống tự xoá và ghi vào nhật ký; số liệu điểm danh và biểu quyết vẫn còn.',
    otherwise: '365 ngày',
  },
  DIEMCAU_DOCUMENT_MAX_MB: { meaning: 'Dung lượng lớn nhất của một tài liệu.', otherwise: '50 MB' },
  DIEMCAU_SOFFICE: {
    meaning: 'Chương trình LibreOffice để chuyển DOCX, XLSX, PPTX thành PDF đọc ngay trên trang.',
    otherwise: 'tự tìm trên máy; không có thì tài liệu được tải về',
  },
  DIEMCAU_MEDIA_PORT: { meaning: 'Cổng UDP đầu tiên cho âm thanh và hình ảnh.', otherwise: '20100' },
  DIEMCAU_MEDIA_BIND: {
    meaning: 'Địa chỉ mà các tiến trình âm thanh, hình ảnh nhận dữ liệu.',
    otherwise: 'như địa chỉ của tiến trình web',
  },
  DIEMCAU_MEDIA_ADDRESS: { meaning: 'Địa chỉ báo cho trình duyệt khi máy chủ nằm sau NAT.', otherwise: 'địa chỉ của máy' },
  DIEMCAU_ICE_URLS: { meaning: 'Máy chuyển tiếp cho những phòng có mạng chặn UDP.', otherwise: 'không dùng máy chuyển tiếp' },
  DIEMCAU_TURN_SECRET: { meaning: 'Khoá dùng chung với máy chuyển tiếp.', otherwise: 'không có' },
  DIEMCAU_WORKERS: { meaning: 'Số tiến trình web cùng nhận kết nối.', otherwise: '2' },
  DIEMCAU_MEDIA_PROCESSES: {
    meaning: 'Số tiến trình âm thanh, hình ảnh; mỗi tiến trình cần một lõi cho khoảng 300 phòng.',
    otherwise: '1',
  },
  DIEMCAU_DEMO_MEDIA: { meaning: 'Số phòng mô phỏng luôn mở âm thanh, hình ảnh khi chạy thử.', otherwise: '24' },
  DIEMCAU_DEMO_PHONES: { meaning: 'Số điện thoại đại biểu mô phỏng tham gia điểm danh, biểu quyết khi chạy thử.', otherwise: '200' },
  DIEMCAU_LOG_LEVEL: {
    meaning: 'Mức ít nghiêm trọng nhất được ghi vào tệp nhật ký kỹ thuật.',
    otherwise: 'info; trên màn hình dòng lệnh là warn',
  },
};
