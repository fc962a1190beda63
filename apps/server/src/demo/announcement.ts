/** What a person who has just typed `npm run demo` reads. */
import { formatCode, screenUrl, signInUrl, siteUrl } from '../http/links.ts';
import type { DemoAccess } from './ensure-demo.ts';
import { DEMO_ORGANISATION, DEMO_TITLE, type DemoRole } from './province.ts';

const ROLE_WORDS: Readonly<Record<DemoRole, string>> = {
  chair: 'Chủ trì / chair',
  deputy: 'Phó chủ trì / deputy',
  secretary: 'Thư ký / secretary',
  technician: 'Kỹ thuật / technician',
};

interface Place {
  readonly publicUrl: string;
}

/** Plain text for a terminal or a file, Vietnamese first; every link stands on a line of its own, so that it can be clicked. */
export function announcement(place: Place, access: DemoAccess): string {
  const [hall, ...rooms] = access.rooms;
  const free = rooms.filter(({ isFree }) => isFree);
  const [chair, ...others] = access.officers.map((officer) => ({
    label: `${ROLE_WORDS[officer.role]}: ${officer.name}`,
    link: deskUrl(place, access.conferenceId, officer),
  }));
  return [
    rule(),
    `  ĐIỂM CẦU · bản trình diễn / demonstration        ${place.publicUrl}`,
    `  ${DEMO_TITLE}`,
    `  ${DEMO_ORGANISATION}: nơi chốn và con người đều hư cấu / an invented province, invented people`,
    rule(),
    '',
    '  BẮT ĐẦU TẠI ĐÂY / BEGIN HERE',
    ...(chair ? entry(chair.label, chair.link) : []),
    ...others.flatMap(({ label, link }) => entry(label, link)),
    ...free.flatMap((room) => entry(`Điểm cầu còn trống / free site: ${room.name} · ${formatCode(room.code)}`, siteUrl(place, room.token))),
    ...(hall ? entry(`Hội trường / hall: ${hall.name} · ${formatCode(hall.code)}`, siteUrl(place, hall.token)) : []),
    ...entry('Màn hình hội trường / hall screen', screenUrl(place, access.conferenceId, access.screenToken)),
    `  ${rooms.length - free.length} điểm cầu khác do máy đóng vai. Mở bàn chủ trì, bấm Khai mạc, mời bất kỳ điểm cầu nào phát biểu.`,
    `  ${rooms.length - free.length} other sites are simulated. Open the chair's desk, open the conference, give any site the floor.`,
    '  Liên kết dùng được nhiều lần / links work more than once.    Dừng / stop: Ctrl-C',
    '',
    '',
  ].join('\n');
}

/** A few seconds later, when the list is in. */
export function phoneAnnouncement(own: { readonly name: string; readonly siteName: string; readonly url: string }, phones: number): string {
  return [
    ...entry(`Điện thoại của một đại biểu / a delegate’s phone: ${own.name} · ${own.siteName}`, own.url),
    ...(phones > 0
      ? [
          `  ${phones} điện thoại khác do máy đóng vai: điểm danh và biểu quyết khi bàn chủ trì mở biểu quyết; hai biểu quyết đã thông báo sẵn.`,
          `  ${phones} other phones are simulated: they check in, and vote in what the desk opens; two ballots are announced.`,
        ]
      : []),
    '',
    '',
  ].join('\n');
}

/** Straight to the desk, whatever other conferences there are; the chair is shown around. */
function deskUrl(place: Place, conferenceId: string, { role, signInToken }: DemoAccess['officers'][number]): string {
  const page = `/console/${conferenceId}${role === 'chair' ? '%23tour' : ''}`;
  return signInUrl(place, signInToken).replace('#', `?to=${page}#`);
}

function entry(label: string, link: string): string[] {
  return [`  ${label}`, `    ${link}`, ''];
}

/** As wide as a terminal is by default, less the margin. */
function rule(): string {
  return `  ${'─'.repeat(76)}`;
}
