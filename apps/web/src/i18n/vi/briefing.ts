import { room } from './room.ts';

/** Agenda, headcounts, help, messages: said alike at the desk, in the rooms and on the hall's screen. */
export const briefing = {
  agenda: {
    title: 'Chương trình nghị sự',
    empty: 'Hội nghị chưa có chương trình.',
    count: '{{count}} nội dung',
    now: 'Đang diễn ra',
    nowLong: 'Nội dung {{place}}/{{count}}',
    next: 'Tiếp theo',
    nothingRuns: 'Chưa bắt đầu nội dung nào',
    allDone: 'Đã xong mọi nội dung',
    left: 'còn lại',
    over: 'quá giờ',
    endsAt: 'Dự kiến kết thúc {{time}}',
    plannedEnd: 'kế hoạch {{time}}',
    onTime: 'đúng giờ',
    late: 'muộn {{minutes}} phút',
    early: 'sớm {{minutes}} phút',
    minutes: '{{minutes}} phút',
    ran: 'hết {{minutes}} phút',
    kind: {
      report: 'Báo cáo',
      discussion: 'Thảo luận',
      'proposal-round': 'Kiến nghị',
      ballot: 'Biểu quyết',
      conclusion: 'Kết luận',
      break: 'Giải lao',
    },
    status: { planned: 'Chưa đến', running: 'Đang diễn ra', done: 'Đã xong', cut: 'Đã cắt' },
    startsIn: 'Bắt đầu sau',
    startsSoon: 'Sắp bắt đầu',
    more: 'và {{count}} nội dung khác',
    resumesAt: 'Họp tiếp khoảng {{time}}',
  },
  help: {
    kind: { picture: 'Hình ảnh', sound: 'Âm thanh', network: 'Mạng', other: 'Việc khác' },
    state: { called: 'Chưa ai nhận', seen: 'Đã có người nhận', closed: 'Đã xong' },
  },
  message: { bureau: 'Bàn điều hành', sentAt: 'Gửi lúc {{time}}' },
  room,
};
