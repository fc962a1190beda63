/** The guided tour of the chair's desk. */
export const tour = {
  open: 'Hướng dẫn năm bước',
  place: 'Bước {{place}}/{{all}}',
  close: 'Đóng hướng dẫn',
  back: 'Quay lại',
  next: 'Tiếp tục',
  finish: 'Kết thúc hướng dẫn',
  title: {
    look: 'Bàn chủ trì',
    give: 'Mời một điểm cầu phát biểu',
    watch: 'Hình đã chuyển',
    wall: 'Xem mọi điểm cầu',
    end: 'Xin mời điều hành',
  },
  text: {
    lookFirst: 'Hội nghị có {{sites}} điểm cầu đang chờ. Bấm Khai mạc để bắt đầu.',
    look: 'Bên trái là hình mọi điểm cầu đang xem, hình chuẩn bị và hội trường; bên phải là danh sách chờ. Hội nghị có {{sites}} điểm cầu.',
    give: 'Các điểm cầu giơ tay sẽ hiện ở đây. Bấm Mời ở một dòng, hoặc Thêm đăng ký để chọn bất kỳ điểm cầu nào.',
    watch:
      'Mọi điểm cầu và màn hình hội trường đều thấy điểm cầu này. Đồng hồ tính thời gian còn lại; phím Kết thúc trả hình về hội trường.',
    wall: 'Chuyển sang bàn Kỹ thuật để xem hình các phòng, phòng nào chưa nối; bàn Thư ký có sĩ số, hỗ trợ, tin nhắn và tài liệu.',
    end: 'Hãy mở thêm màn hình hội trường và một điểm cầu còn trống bằng liên kết ở cửa sổ lệnh. Hướng dẫn này mở lại được trong mục Hội nghị.',
  },
};
