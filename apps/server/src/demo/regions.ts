/**
 * Regions of the invented province with their wards and communes: 22 and 111, as many as the reference
 * province has on its two lower tiers. No such places are known; where one is, it is by chance.
 */
export const REGIONS: Readonly<Record<string, readonly string[]>> = {
  'Lam Thượng': ['Phường Lam Thượng', 'Phường Cầu Gỗ', 'Phường Bến Lam', 'Phường Hồ Sen', 'Xã Lam Sơn Thượng'],
  'Cầu Mới': ['Phường Cầu Mới', 'Phường Tân Phố', 'Phường Chợ Quán', 'Xã Lam Giang', 'Xã Đồng Soi'],
  'Đông Bến': ['Phường Đông Bến', 'Phường Cảng Lam', 'Phường Bãi Sỏi', 'Xã Bến Đá', 'Xã Cồn Lở'],
  'Khe Sim': ['Xã Khe Sim', 'Xã Trảng Sim', 'Xã Đá Bạc', 'Xã Khe Nước Lạnh', 'Xã Suối Tre Xanh'],
  'Vạn Chài': ['Xã Vạn Chài', 'Xã Bãi Dừa Nam', 'Xã Cửa Lạch Trào', 'Xã Hải Lam', 'Xã Ngư Lộc Thượng'],
  'Đồng Rêu': ['Xã Đồng Rêu', 'Xã Đồng Sậy', 'Xã Rộc Cói', 'Xã Bàu Trắng Trong', 'Xã Yên Rêu'],
  'Cồn Sậy': ['Xã Cồn Sậy', 'Xã Cồn Vành Khuyên', 'Xã Sông Trẹm', 'Xã Lau Trắng', 'Xã Phú Sậy'],
  'Núi Ông Tiên': ['Xã Núi Ông Tiên', 'Xã Tiên Lãm', 'Xã Đèo Gió Ngược', 'Xã Hang Dơi', 'Xã Thác Bụi', 'Xã Tiên Cát Thượng'],
  'Mường Chanh Lam': ['Xã Mường Chanh Lam', 'Xã Bản Pốm', 'Xã Nậm Xanh', 'Xã Pù Khẹn', 'Xã Mường Lóng Hạ'],
  'Phú Lam': ['Phường Phú Lam', 'Xã Phú Điền Lam', 'Xã Phú Xá Đoài', 'Xã Phú Nghĩa Trung', 'Xã Phú Khê Thượng'],
  'Tân Lam': ['Phường Tân Lam', 'Xã Tân Kỳ Bắc', 'Xã Tân Hợp Lam', 'Xã Tân Sơn Hạ', 'Xã Tân Yên Lam'],
  'Hòn Ngư Đông': ['Xã Hòn Ngư Đông', 'Xã Đảo Chim Yến', 'Xã Mũi Rồng Lam', 'Xã Bãi Ngang Đoài', 'Xã Hải Trào'],
  'Đèo Mây': ['Xã Đèo Mây', 'Xã Mây Thượng', 'Xã Mây Hạ', 'Xã Cổng Trời Lam', 'Xã Pha Luông Hạ'],
  'Suối Tre': ['Xã Suối Tre', 'Xã Tre Gai', 'Xã Măng Đắng', 'Xã Suối Bùn', 'Xã Lồ Ô'],
  'Thạch Lam': ['Phường Thạch Lam', 'Xã Thạch Khê Ngoài', 'Xã Thạch Vôi', 'Xã Lò Gạch', 'Xã Thạch Bàn Lam'],
  'An Lam': ['Phường An Lam', 'Xã An Trạch Đông', 'Xã An Phụ Lam', 'Xã An Cựu Hạ', 'Xã An Khoái'],
  'Yên Khê': ['Xã Yên Khê', 'Xã Yên Mạc Thượng', 'Xã Yên Thủy Lam', 'Xã Khê Bốn', 'Xã Yên Đổ Trong'],
  'Trung Lam': ['Phường Trung Lam', 'Phường Ga Lam', 'Xã Trung Nghĩa Đoài', 'Xã Trung Lập Hạ', 'Xã Ngã Ba Đình'],
  'Bàu Sen': ['Xã Bàu Sen', 'Xã Bàu Cạn Đông', 'Xã Sen Hồng', 'Xã Đầm Vạc Lam', 'Xã Bàu Ấu'],
  'Hạ Lam': ['Phường Hạ Lam', 'Xã Hạ Trạch Lam', 'Xã Lam Hạ Đoài', 'Xã Bờ Kè', 'Xã Cống Ba Cửa'],
  'Kỳ Lam': ['Xã Kỳ Lam', 'Xã Kỳ Tiến Thượng', 'Xã Kỳ Nam Lam', 'Xã Đá Nhảy', 'Xã Khe Ngàn'],
  'Tây Lam': ['Xã Tây Lam', 'Xã Dốc Cáo', 'Xã Rẫy Cũ', 'Xã Tây Sơn Lam', 'Xã Biên Lam'],
};
