/** The agenda of the quarter: what such a briefing usually goes through, in the invented province. */
import type { ItemKind, ItemPlan } from '@diemcau/core';

interface DemoItem {
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly presenterSiteId: string | null;
  readonly minutes: number;
  readonly speechMinutes?: number;
  readonly notes?: string;
}

const MINUTE_MS = 60_000;

/** Two hours and twenty minutes with the break, as a morning has. */
const ITEMS: readonly DemoItem[] = [
  {
    itemId: 'khai-mac',
    kind: 'report',
    title: 'Tuyên bố lý do, giới thiệu đại biểu, điểm danh các điểm cầu',
    presenterSiteId: 'hall',
    minutes: 5,
  },
  {
    itemId: 'bao-cao-quy',
    kind: 'report',
    title: 'Báo cáo kết quả công tác tuyên giáo và dân vận quý III, những vấn đề dư luận quan tâm',
    presenterSiteId: 'hall',
    minutes: 20,
    notes: 'Số liệu chốt ngày 14; bản in đã gửi các điểm cầu.',
  },
  {
    itemId: 'bau-cu',
    kind: 'report',
    title: 'Kế hoạch thông tin, tuyên truyền bầu cử ở cơ sở',
    presenterSiteId: 'so-van-hoa-the-thao-va-du-lich',
    minutes: 15,
  },
  {
    itemId: 'truong-hoc',
    kind: 'report',
    title: 'Bộ tiêu chí trường học thông minh và lộ trình thực hiện',
    presenterSiteId: 'so-giao-duc-va-dao-tao',
    minutes: 15,
  },
  {
    itemId: 'dao-tao',
    kind: 'report',
    title: 'Kế hoạch đào tạo, bồi dưỡng theo ngành; hỗ trợ cán bộ không chuyên trách đi học',
    presenterSiteId: 'dang-uy-uy-ban-nhan-dan-tinh',
    minutes: 10,
  },
  {
    itemId: 'thao-luan',
    kind: 'discussion',
    title: 'Thảo luận: tiếng ồn karaoke và thẩm quyền xử phạt, phòng dịch, đào tạo; các điểm cầu phát biểu',
    presenterSiteId: null,
    minutes: 35,
    speechMinutes: 3,
  },
  { itemId: 'giai-lao', kind: 'break', title: 'Giải lao', presenterSiteId: null, minutes: 10 },
  {
    itemId: 'kien-nghi',
    kind: 'proposal-round',
    title: 'Kiến nghị của các xã, phường và giải đáp tại chỗ',
    presenterSiteId: 'phuong-dong-ben',
    minutes: 20,
    speechMinutes: 3,
  },
  {
    itemId: 'ket-luan',
    kind: 'conclusion',
    title: 'Kết luận của chủ trì, giao nhiệm vụ quý IV',
    presenterSiteId: 'hall',
    minutes: 10,
  },
];

export const DEMO_AGENDA: readonly ItemPlan[] = ITEMS.map(({ minutes, speechMinutes, notes = '', ...item }) => ({
  ...item,
  presenterUnitId: null,
  plannedMs: minutes * MINUTE_MS,
  speechMs: speechMinutes === undefined ? null : speechMinutes * MINUTE_MS,
  notes,
}));
