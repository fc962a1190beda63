/** The quality report as a sheet, in the reader's language. */
import type { QualityGrade } from '@diemcau/core';
import type { QualityReport } from '../../hub/quality/quality-report.ts';
import type { RoomQuality } from '../../hub/quality/room-quality.ts';
import type { PlainSheet } from '../../organisation/export/plain-sheet.ts';

type Language = 'vi' | 'en';

const GRADES: Readonly<Record<Language, Readonly<Record<QualityGrade, string>>>> = {
  vi: { good: 'Tốt', weak: 'Có lúc kém', bad: 'Kém', absent: 'Không vào' },
  en: { good: 'Good', weak: 'Weak at times', bad: 'Bad', absent: 'Never came' },
};

interface Column {
  readonly vi: string;
  readonly en: string;
  readonly width: number;
  readonly value: (room: RoomQuality, say: Say) => string | number;
}
interface Say {
  readonly grade: (grade: QualityGrade) => string;
  readonly time: (atMs: number) => string;
}

const COLUMNS: readonly Column[] = [
  { vi: 'Điểm cầu', en: 'Site', width: 36, value: ({ name }) => name },
  { vi: 'Đơn vị', en: 'Unit', width: 30, value: ({ unitName }) => unitName },
  { vi: 'Chất lượng', en: 'Quality', width: 14, value: ({ grade }, say) => say.grade(grade) },
  { vi: 'Có mặt (phút)', en: 'Connected (min)', width: 14, value: ({ connectedSeconds }) => minutes(connectedSeconds) },
  { vi: 'Hội nghị (phút)', en: 'Conference (min)', width: 14, value: ({ seconds }) => minutes(seconds) },
  { vi: 'Số lần mất kết nối', en: 'Cuts', width: 12, value: ({ cuts }) => cuts.length },
  { vi: 'Tổng thời gian mất (giây)', en: 'Cut off (s)', width: 14, value: (room) => Math.round(room.cutMs / 1_000) },
  { vi: 'Lần mất lâu nhất (giây)', en: 'Longest cut (s)', width: 14, value: (room) => Math.round(room.longestCutMs / 1_000) },
  { vi: 'Lúc mất kết nối', en: 'Cut at', width: 30, value: ({ cuts }, { time }) => cuts.map(({ fromMs }) => time(fromMs)).join(', ') },
  { vi: 'Đường truyền kém (phút)', en: 'Bad line (min)', width: 14, value: ({ badSeconds }) => minutes(badSeconds) },
  { vi: 'Mất gói lên (%)', en: 'Loss up (%)', width: 12, value: ({ uplinkLossRatio }) => percent(uplinkLossRatio) },
  { vi: 'Mất gói xuống (%)', en: 'Loss down (%)', width: 12, value: ({ downlinkLossRatio }) => percent(downlinkLossRatio) },
  { vi: 'Độ trễ trung bình (ms)', en: 'Mean delay (ms)', width: 14, value: ({ rttMs }) => rttMs ?? '' },
  { vi: 'Độ trễ lớn nhất (ms)', en: 'Largest delay (ms)', width: 14, value: ({ rttMaxMs }) => rttMaxMs ?? '' },
  { vi: 'Tốc độ gửi hình (kbit/s)', en: 'Picture sent (kbit/s)', width: 16, value: (room) => kilobits(room.uplinkBps) },
  { vi: 'Chỉ nhận hình nhỏ (phút)', en: 'Small pictures (min)', width: 14, value: ({ smallSeconds }) => minutes(smallSeconds) },
  { vi: 'Chỉ nhận tiếng (phút)', en: 'Sound only (min)', width: 14, value: ({ audioSeconds }) => minutes(audioSeconds) },
  { vi: 'Chỉ nhận chữ (phút)', en: 'Text only (min)', width: 14, value: ({ textSeconds }) => minutes(textSeconds) },
  { vi: 'Số lần đổi máy', en: 'Device changes', width: 12, value: ({ deviceChanges }) => deviceChanges },
  { vi: 'Thiết bị', en: 'Devices', width: 30, value: ({ devices }) => devices.join('; ') },
];

export function qualitySheet({ rooms }: QualityReport, language: Language, timeZone: string): PlainSheet {
  const clock = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const say: Say = { grade: (grade) => GRADES[language][grade], time: (atMs) => clock.format(atMs) };
  return {
    name: language === 'vi' ? 'Chất lượng đường truyền' : 'Line quality',
    head: COLUMNS.map((column) => column[language]),
    rows: rooms.map((room) => COLUMNS.map(({ value }) => value(room, say))),
    widths: COLUMNS.map(({ width }) => width),
  };
}

/** One decimal: six seconds are seen. */
function minutes(seconds: number): number {
  return Math.round(seconds / 6) / 10;
}

function percent(share: number | null): number | string {
  return share === null ? '' : Math.round(share * 1_000) / 10;
}

function kilobits(bitrateBps: number | null): number | string {
  return bitrateBps === null ? '' : Math.round(bitrateBps / 1_000);
}
