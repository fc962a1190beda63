export const staff = {
  skip: 'Đến nội dung chính',
  loading: 'Đang tải',
  failed: 'Chưa tải được',
  signInTitle: 'Cần đăng nhập',
  signInText: 'Trang này dành cho cán bộ được phân công. Hãy đăng nhập trên máy này.',
  nav: {
    label: 'Các trang',
    conferences: 'Hội nghị',
    organisation: 'Đơn vị',
    sites: 'Điểm cầu',
    import: 'Nhập, xuất',
  },
  trouble: {
    signedOut: 'Phiên đăng nhập đã hết. Hãy đăng nhập lại.',
    forbidden: 'Vai trò của tài khoản này không cho phép việc đó.',
    notFound: 'Không có mục này, hoặc tài khoản không được xem.',
    notTaken: 'Máy chủ không nhận nội dung này. Hãy xem lại các ô đã điền.',
  },
};
