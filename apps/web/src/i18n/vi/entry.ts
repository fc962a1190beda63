export const entry = {
  home: {
    title: 'Vào phòng điểm cầu',
    text: 'Nhập mã sáu số do thư ký hội nghị cung cấp.',
    myTitle: 'Hội nghị của tôi',
    myEmpty: 'Tài khoản này chưa được phân công vào hội nghị nào.',
    signInHint: 'Chủ trì, thư ký, cán bộ có tài khoản: đăng nhập',
    signedInAs: 'Đang đăng nhập: {{name}}',
    organisation: 'Đơn vị, điểm cầu',
    openConsole: 'Mở bàn điều hành',
    unscheduled: 'Chưa có giờ',
    tagline: 'Giao ban trực tuyến nhiều điểm cầu',
  },
  join: {
    code: 'Mã sáu số',
    submit: 'Vào phòng',
    joining: 'Đang vào phòng',
    badCode: 'Mã này không đúng hoặc đã hết hiệu lực. Hãy kiểm tra lại với thư ký.',
    badLink:
      'Đường dẫn này không đúng hoặc đã hết hiệu lực; đường dẫn và mã hết hiệu lực khi hội nghị kết thúc. Nếu hội nghị còn diễn ra, hãy nhập mã sáu số.',
    incomplete: 'Mã gồm đủ sáu chữ số.',
    takenTitle: 'Phòng này đang có máy khác phụ trách',
    takenText: 'Nếu vào bằng máy này, máy kia sẽ bị ngắt khỏi hội nghị.',
    takeOver: 'Dùng máy này',
    digit: 'Chữ số thứ {{place}}',
  },
  signIn: {
    title: 'Đăng nhập',
    working: 'Đang đăng nhập',
  },
  screen: {
    title: 'Màn hình hội trường',
    badLink:
      'Đường dẫn màn hình không đúng hoặc đã hết hiệu lực; đường dẫn hết hiệu lực khi hội nghị kết thúc. Nếu hội nghị còn diễn ra, hãy xin thư ký đường dẫn mới.',
    preparing: 'Chuẩn bị: {{name}}',
  },
};
